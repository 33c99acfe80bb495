from laa.models.agreement import Agreement, Theme
from laa.models.agreement_import import AgreementImport
from laa.models.audit_event import AuditEvent
from laa.models.board import Board
from laa.models.commitment import Commitment
from laa.models.figure import Figure
from laa.models.figure_load import FigureLoad
from laa.models.flag import Flag
from laa.models.indicator import Assignment, Indicator, Strand
from laa.models.job_run import JobRun
from laa.models.membership import Membership, Role
from laa.models.milestone import Milestone
from laa.models.notice import Notice
from laa.models.partner import Partner, PartnerAlias, PartnerDistinction, PartnerJoin
from laa.models.partnership import Demonstration, Partnership
from laa.models.quarterly_return import QuarterlyReturn, ReturnLine
from laa.models.rating import Rating
from laa.models.rating_rule import AgreementRule, CommitmentRule, RatingRule
from laa.models.round import Round
from laa.models.target import Baseline, Target
from laa.models.term import Term
from laa.models.user import User

__all__ = [
    "Agreement",
    "AgreementRule",
    "AgreementImport",
    "Assignment",
    "AuditEvent",
    "Baseline",
    "Board",
    "Commitment",
    "CommitmentRule",
    "Demonstration",
    "Figure",
    "FigureLoad",
    "Flag",
    "Indicator",
    "JobRun",
    "Membership",
    "Milestone",
    "Notice",
    "Partner",
    "PartnerAlias",
    "PartnerDistinction",
    "PartnerJoin",
    "Partnership",
    "QuarterlyReturn",
    "Rating",
    "RatingRule",
    "ReturnLine",
    "Role",
    "Round",
    "Strand",
    "Target",
    "Term",
    "Theme",
    "User",
]
