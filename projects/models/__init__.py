from projects.models.client import Client, Involvement, JoinProposal
from projects.models.client_join import ClientJoin
from projects.models.contact import AgreedAction, Contact, DiaryEntry
from projects.models.delivery import Decision, Funding, Milestone, Risk, Spend
from projects.models.issued import IssuedReport
from projects.models.learning import CaseStudy, Group, GroupMonth, Lesson, Passage, TargetComment
from projects.models.pipeline import Pipeline, PipelineEntry, StageChange
from projects.models.printed import PrintedFigure, ReachGroup
from projects.models.programme import Programme
from projects.models.project import Project, ProjectPerson
from projects.models.result import Bid, Cohort, Event, Outcome, Referral, Support

__all__ = [
    "AgreedAction",
    "Bid",
    "CaseStudy",
    "Client",
    "ClientJoin",
    "Cohort",
    "Contact",
    "Decision",
    "DiaryEntry",
    "Event",
    "Funding",
    "Group",
    "GroupMonth",
    "Involvement",
    "IssuedReport",
    "JoinProposal",
    "Lesson",
    "Milestone",
    "Outcome",
    "Passage",
    "Pipeline",
    "PipelineEntry",
    "PrintedFigure",
    "Programme",
    "Project",
    "ProjectPerson",
    "ReachGroup",
    "Referral",
    "Risk",
    "Spend",
    "StageChange",
    "Support",
    "TargetComment",
]
