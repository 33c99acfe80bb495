"""Settings from the environment. `ENVIRONMENT=production` refuses every default."""

import contextlib
import os
import secrets
import tempfile
from pathlib import Path

import environ
from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("VAR_DIR", BASE_DIR / "var"))

env = environ.Env()
ENVIRONMENT = env.str("ENVIRONMENT", default="local")
IS_PRODUCTION = ENVIRONMENT == "production"


def from_environment(name: str, default: str) -> str:
    """The setting's value; in production there is no default, so that nothing is left open."""
    value = env.str(name, default="")
    if value:
        return value
    if IS_PRODUCTION:
        raise ImproperlyConfigured(
            f"{name} is not set. ENVIRONMENT=production needs it; see docs/running.md."
        )
    return default


def local_secret_key() -> str:
    """A key of this installation's own, readable by its user only."""
    path = VAR_DIR / "secret_key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, draft = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(50))
        # Linked when whole: of two processes that start at once, both read the same key.
        with contextlib.suppress(FileExistsError):
            os.link(draft, path)
        os.unlink(draft)
    return path.read_text()


SECRET_KEY = from_environment("SECRET_KEY", "") or local_secret_key()
DEBUG = env.bool("DEBUG", default=False)
if IS_PRODUCTION and DEBUG:
    raise ImproperlyConfigured("DEBUG is on. ENVIRONMENT=production does not allow it.")
ALLOWED_HOSTS = [
    host.strip()
    for host in from_environment("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
]
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "laa",
    "projects",
    "peer_reviews",
    "send",
    "early_help",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "csp",
    "django_celery_beat",
    "django_filters",
    "django_htmx",
    "django_tables2",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "laa.middleware.CacheMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "laa.middleware.SignInMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "laa.urls"
WSGI_APPLICATION = "laa.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "laa.context_processors.member",
            ],
        },
    },
]
FORM_RENDERER = "laa.forms.renderer.GovukRenderer"

DATABASES = {
    "default": env.db_url_config(
        from_environment("DATABASE_URL", f"sqlite:///{VAR_DIR / 'laa.sqlite3'}")
    )
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # 480 of 480 concurrent updates are kept with these, 60 of 480 with the defaults.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"].update(CONN_MAX_AGE=60, CONN_HEALTH_CHECKS=True)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FIXTURE_DIRS = [BASE_DIR / "fixtures"]

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [("built", BASE_DIR / "static" / "built")]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = VAR_DIR / "media"

AUTH_USER_MODEL = "laa.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "laa:home"
ACCOUNT_ADAPTER = "laa.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "laa.models.user.display_name"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
# The invitation names the partnership; the host name in front of every subject would not help.
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
# Everybody in a council comes from one address, so the limits that matter are per account.
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "100/m/ip,5/300s/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
# Shared by the web processes, because the limits are counted here.
CACHES = {"default": env.cache_url("CACHE_URL", default=f"filecache://{VAR_DIR / 'cache'}")}
ACCOUNT_FORMS = {
    "login": "laa.forms.sign_in.SignInForm",
    "reset_password": "laa.forms.sign_in.ResetPasswordForm",
    "reset_password_from_key": "laa.forms.sign_in.SetPasswordForm",
    "change_password": "laa.forms.sign_in.ChangePasswordForm",
}

if env.str("EMAIL_URL", default="") or IS_PRODUCTION:
    EMAIL_CONFIG = environ.Env.email_url_config(from_environment("EMAIL_URL", ""))
    vars().update(EMAIL_CONFIG)
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR_DIR / "mail"
EMAIL_TIMEOUT = 10
# Where people reach the service: links in e-mails begin with it.
SERVICE_URL = from_environment("SERVICE_URL", "http://127.0.0.1:8000").rstrip("/")
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="performance@localhost")

# Everything from this server and nothing inline: a chart is an SVG in the page, not a script.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [SELF],
        "frame-ancestors": [NONE],
    }
}
PERMISSIONS_POLICY = {
    name: [] for name in ("camera", "geolocation", "microphone", "payment", "usb", "fullscreen")
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
# A return of hundreds of lines posts thousands of boxes.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
# One file of evidence, in bytes.
EVIDENCE_MOST_BYTES = env.int("EVIDENCE_MOST_BYTES", default=10_000_000)
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_SAMESITE = "Lax"
if IS_PRODUCTION:
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True

DJANGO_TABLES2_TEMPLATE = "components/table.html"

CELERY_BROKER_URL = from_environment("CELERY_BROKER_URL", "filesystem://")
HAS_EMBEDDED_BROKER = CELERY_BROKER_URL.startswith("filesystem:")
CELERY_TASK_TIME_LIMIT = env.int("TASK_TIME_LIMIT", default=60 * 60)
if HAS_EMBEDDED_BROKER:
    CELERY_BROKER_TRANSPORT = "laa.broker:Transport"
    CELERY_BROKER_TRANSPORT_OPTIONS = {"folder": VAR_DIR / "broker", "polling_interval": 0.1}
elif CELERY_BROKER_URL.startswith(("redis:", "rediss:")):
    CELERY_BROKER_TRANSPORT_OPTIONS = {
        # Redis hands a message out again after this time; no task may still be at it then.
        "visibility_timeout": 2 * CELERY_TASK_TIME_LIMIT,
        # Looks for such messages every 10 seconds rather than every 100.
        "unacked_restore_throttle": 1,
    }
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BEAT_SCHEDULER = "laa.beat:Scheduler"
CELERY_TIMEZONE = TIME_ZONE
# Looks often, acts once: a partnership is flagged when its day has begun, which is shortly after
# midnight, and again when something was signed off. A missed look is made good by the next.
CELERY_BEAT_SCHEDULE = {
    "flag-off-track": {
        "task": "laa.tasks.run_everywhere",
        "schedule": crontab(minute="*/5"),
        "args": ["flag_off_track"],
    },
    "deliver-due": {"task": "laa.tasks.deliver_due", "schedule": crontab()},
    "write-digests": {
        "task": "laa.tasks.digest_everywhere",
        "schedule": crontab(minute="*/15"),
    },
    "import-documents": {"task": "laa.tasks.import_documents", "schedule": crontab()},
    "issue-reports": {"task": "laa.tasks.issue_reports", "schedule": crontab()},
    "remind-of-reviews": {
        "task": "laa.tasks.run_everywhere",
        "schedule": crontab(minute="5-59/15"),
        "args": ["peer_reviews"],
    },
    "remind-of-projects": {
        "task": "laa.tasks.run_everywhere",
        "schedule": crontab(minute="6-59/15"),
        "args": ["projects"],
    },
    # Each looks again and again whether a day has begun: one that was missed costs minutes.
    **{
        name.replace("_", "-"): {
            "task": "laa.tasks.run_everywhere",
            "schedule": crontab(minute=f"{minute}-59/15"),
            "args": [name],
        }
        for minute, name in enumerate(
            ["open_rounds", "remind_officers", "housekeeping", "overdue_actions"], start=1
        )
    },
}
# Run records are for people to read; the newest of each job, which the next goes by, stays.
JOB_RUNS_KEPT_DAYS = env.int("JOB_RUNS_KEPT_DAYS", default=400)
CELERY_TASK_IGNORE_RESULT = True
# Two installations behind one broker each name a queue of their own.
CELERY_TASK_DEFAULT_QUEUE = env.str("CELERY_QUEUE", default="celery")
# A message is done with when its task is, so a worker killed in the middle loses none of them.
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_CONCURRENCY = env.int("CELERY_WORKER_CONCURRENCY", default=2)
CELERY_WORKER_SOFT_SHUTDOWN_TIMEOUT = 10
CELERY_WORKER_ENABLE_REMOTE_CONTROL = not HAS_EMBEDDED_BROKER
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
}
