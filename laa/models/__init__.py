from laa.models.action import Action, ActionInput, ActionMilestone, ActionUpdate
from laa.models.action_plan import ActionPlan, ImprovementPlan, TeamPlan
from laa.models.agreement import Agreement, Theme
from laa.models.agreement_import import AgreementImport
from laa.models.audit_event import AuditEvent
from laa.models.board import Board
from laa.models.commitment import Commitment
from laa.models.comparator import Comparator
from laa.models.contribution import Contribution
from laa.models.delivery import Delivery, NoticeChoice
from laa.models.evidence import EvidenceFile, EvidenceFolder
from laa.models.figure import Figure
from laa.models.figure_load import FigureLoad
from laa.models.flag import Flag
from laa.models.flag_policy import FlagPolicy, flag_policy
from laa.models.impact import ImpactAssessment
from laa.models.indicator import Assignment, Indicator, Strand
from laa.models.indicator_use import CollectionEffort, IndicatorUse
from laa.models.job_run import JobRun
from laa.models.line_answer import LineAnswer
from laa.models.meeting import Consideration, Decision, Meeting
from laa.models.membership import Membership, Role
from laa.models.milestone import Milestone
from laa.models.notice import Notice
from laa.models.partner import Partner, PartnerAlias, PartnerDistinction, PartnerJoin
from laa.models.partnership import Demonstration, Partnership
from laa.models.publication import Publication, ReportPublication
from laa.models.quarterly_return import QuarterlyReturn, ReturnLine
from laa.models.rating import Rating
from laa.models.rating_rule import AgreementRule, CommitmentRule, RatingRule
from laa.models.report import Report, ReportFile, ReportStep
from laa.models.report_route import RouteStep
from laa.models.return_policy import ReturnPolicy, return_policy
from laa.models.return_upload import ReturnUpload
from laa.models.risk import Risk
from laa.models.round import Round
from laa.models.round_calendar import ClosedDay, RoundCalendar, closed_between
from laa.models.seat import Seat
from laa.models.series_break import SeriesBreak
from laa.models.submission import Submission
from laa.models.target import Baseline, Target
from laa.models.term import Term
from laa.models.thread import Audience, Comment, Thread
from laa.models.user import User

__all__ = [
    "Consideration",
    "Decision",
    "Meeting",
    "Report",
    "ReportFile",
    "ReportPublication",
    "ReportStep",
    "RouteStep",
    "Risk",
    "Seat",
    "Action",
    "ActionInput",
    "ActionMilestone",
    "ActionPlan",
    "ActionUpdate",
    "Agreement",
    "AgreementImport",
    "AgreementRule",
    "Assignment",
    "Audience",
    "AuditEvent",
    "Baseline",
    "Board",
    "ClosedDay",
    "closed_between",
    "CollectionEffort",
    "Comment",
    "Commitment",
    "CommitmentRule",
    "Comparator",
    "Contribution",
    "Delivery",
    "Demonstration",
    "EvidenceFile",
    "EvidenceFolder",
    "Figure",
    "FigureLoad",
    "Flag",
    "FlagPolicy",
    "ImpactAssessment",
    "ImprovementPlan",
    "Indicator",
    "IndicatorUse",
    "JobRun",
    "LineAnswer",
    "Membership",
    "Milestone",
    "Notice",
    "NoticeChoice",
    "Partner",
    "PartnerAlias",
    "PartnerDistinction",
    "PartnerJoin",
    "Partnership",
    "Publication",
    "QuarterlyReturn",
    "Rating",
    "RatingRule",
    "ReturnLine",
    "ReturnPolicy",
    "ReturnUpload",
    "Role",
    "Round",
    "RoundCalendar",
    "SeriesBreak",
    "Strand",
    "Submission",
    "Target",
    "TeamPlan",
    "Term",
    "Theme",
    "Thread",
    "User",
    "flag_policy",
    "return_policy",
]
