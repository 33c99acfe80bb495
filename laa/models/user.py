from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.db.models.functions import Lower

from laa.models.base import uuid_field


class UserManager(BaseUserManager):
    def get_by_natural_key(self, email: str):
        return self.get(email__iexact=email)

    def create_user(self, email: str, password: str | None = None, **fields) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in with an e-mail address. What they may do is in their memberships."""

    uuid = uuid_field()
    email = models.EmailField(
        "email address",
        unique=True,
        error_messages={"unique": "Somebody already has this email address."},
    )
    name = models.CharField(max_length=100)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name", "email"]
        constraints = [
            # One spelling of an address: two accounts that differ in case are one person's.
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="laa_user_email_in_lower_case"
            )
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def natural_key(self) -> tuple[str]:
        return (self.email,)


def display_name(user: User) -> str:
    return str(user)
