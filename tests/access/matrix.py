"""Who may use which view: the table that the whole application is held against, row by row."""

from dataclasses import dataclass

from serres_requests.domain.lifecycle import State

COLUMNS = ("anonymous", "applicant", "citizen", "officer", "manager", "stranger", "admin")
"""applicant: whose requests, draft and account are meant. citizen: another one. officer and manager: of the unit
that deals with the requests; the user meant is that officer. stranger: an officer of another unit."""

SAME_AS = {"watcher": "citizen", "treasury": "stranger"}
"""Who has no column, since they may do just what another may. watcher: a citizen who watches every request that is
or once was public. treasury: an officer of the treasury, which has no rights yet beyond those of its own unit."""

PRINCIPALS = (*COLUMNS, *SAME_AS)

YES, NO, TURNED_AWAY, NOT_THERE, NOTHING_THERE = "yes", "-", "(-)", "404", "(404)"
"""NO: the node's ACL, or the way to the node, denies. TURNED_AWAY: the ACL lets in, the view itself turns away.
NOT_THERE: as if it did not exist. NOTHING_THERE: it exists for nobody, since that state has none. Who gets NO or
TURNED_AWAY and could still log in is led to the log-in."""

_TABLE = """
# What everybody may see            states          anonymous applicant citizen officer manager stranger admin
GET  home                                           yes       yes       yes     yes     yes     yes      yes
GET  service                                        yes       yes       yes     yes     yes     yes      yes
GET  search                                         yes       yes       yes     yes     yes     yes      yes
GET  public_request                 accepted        yes       yes       yes     yes     yes     yes      yes
GET  public_request                 in_progress     yes       yes       yes     yes     yes     yes      yes
GET  public_request                 waiting_for_citizen yes   yes       yes     yes     yes     yes      yes
GET  public_request                 waiting_for_payment yes   yes       yes     yes     yes     yes      yes
GET  public_request                 completed       yes       yes       yes     yes     yes     yes      yes
GET  public_request                 submitted,filed 404       404       404     404     404     404      404
GET  public_request                 rejected        404       404       404     404     404     404      404
GET  public_request                 withdrawn       404       404       404     404     404     404      404
GET  check                                          yes       yes       yes     yes     yes     yes      yes
POST check                                          yes       yes       yes     yes     yes     yes      yes
GET  check_code       filed,accepted,in_progress     yes       yes       yes     yes     yes     yes      yes
GET  check_code       waiting_for_citizen,waiting_for_payment yes yes     yes     yes     yes     yes      yes
GET  check_code       completed,rejected,withdrawn   yes       yes       yes     yes     yes     yes      yes
GET  check_code       submitted                      (404)     (404)     (404)   (404)   (404)   (404)    (404)
POST check_code       filed,accepted,in_progress     yes       yes       yes     yes     yes     yes      yes
POST check_code       waiting_for_citizen,waiting_for_payment yes yes     yes     yes     yes     yes      yes
POST check_code       completed,rejected,withdrawn   yes       yes       yes     yes     yes     yes      yes
POST check_code       submitted                      (404)     (404)     (404)   (404)   (404)   (404)    (404)
GET  login                                          yes       yes       yes     yes     yes     yes      yes
GET  login_taxisnet                                 yes       yes       yes     yes     yes     yes      yes
GET  login_callback                                 yes       yes       yes     yes     yes     yes      yes
POST logout                                         yes       yes       yes     yes     yes     yes      yes
GET  alive                                          yes       yes       yes     yes     yes     yes      yes
GET  ready                                          yes       yes       yes     yes     yes     yes      yes

# Whoever holds the link in the mail
GET  confirm_email                                  yes       yes       yes     yes     yes     yes      yes
POST confirm_email                                  yes       yes       yes     yes     yes     yes      yes
GET  stop_mail                                      yes       yes       yes     yes     yes     yes      yes
POST stop_mail                                      yes       yes       yes     yes     yes     yes      yes

# Whoever signs with the secret of the mail server's command
POST delivery_report                                yes       yes       yes     yes     yes     yes      yes

# Citizens ask for something. The form's signed ticket, not the session, says whose draft is kept.
GET  apply                                          -         yes       yes     -       -       -        (-)
POST apply                                          yes       yes       yes     yes     yes     yes      yes
POST conditions                                     yes       yes       yes     yes     yes     yes      yes
POST upload                                         yes       yes       yes     yes     yes     yes      yes
POST keep                                           yes       yes       yes     yes     yes     yes      yes
POST ask_registry                                   yes       yes       yes     yes     yes     yes      yes

# Each citizen's own account
GET  card                                           -         yes       yes     -       -       -        -
POST card                                           -         yes       yes     -       -       -        -
GET  my_data                                        -         yes       yes     -       -       -        -
GET  my_data_json                                   -         yes       yes     -       -       -        -
GET  my_data_pdf                                    -         yes       yes     -       -       -        -
POST erase_data                                     -         yes       yes     -       -       -        -
GET  my_requests                                    -         yes       yes     -       -       -        -
GET  notices                                        -         yes       yes     -       -       -        -
GET  watching                                       -         yes       yes     -       -       -        -
POST notices                                        -         yes       yes     -       -       -        -
GET  mail_choices                                   -         yes       yes     -       -       -        -
POST mail_choices                                   -         yes       yes     -       -       -        -
POST submit                                         -         yes       yes     -       -       -        -

# Citizens watch what everybody may see; the applicant is told why that is needless
POST watch        accepted,in_progress,completed    -         yes       yes     -       -       -        -
POST watch        waiting_for_citizen,waiting_for_payment -         yes       yes     -       -       -        -
POST watch        submitted,filed                   404       404       404     404     404     404      404
POST watch        rejected,withdrawn                404       404       404     404     404     404      404
POST unwatch      accepted,in_progress,completed    -         yes       yes     -       -       -        -
POST unwatch      waiting_for_citizen,waiting_for_payment -         yes       yes     -       -       -        -
POST unwatch      submitted,filed                   404       404       404     404     404     404      404
POST unwatch      rejected,withdrawn                404       404       404     404     404     404      404

# What is one citizen's, and to others as if it were not there
GET  drafts                                         -         yes       404     -       -       -        -
GET  preview                                        -         yes       404     -       -       -        -
GET  draft_file                                     -         yes       404     -       -       -        -
POST discard                                        -         yes       404     -       -       -        -
GET  my_request                     *               -         yes       404     -       -       -        -
GET  my_request_status              *               -         yes       404     -       -       -        -
POST my_messages                    *               -         yes       404     -       -       -        -
GET  withdraw                       *               -         yes       404     -       -       -        -
POST withdraw                       *               -         yes       404     -       -       -        -
GET  correct                        *               -         yes       404     -       -       -        -
POST correct                        *               -         yes       404     -       -       -        -
POST keep_correction                *               -         yes       404     -       -       -        -
POST correction_conditions          *               -         yes       404     -       -       -        -
GET  my_request_file                *               -         yes       404     -       -       -        -
GET  my_request_copy                *               -         yes       404     -       -       -        -
POST my_request_copy                *               -         yes       404     -       -       -        -
GET  my_request_document            *               -         yes       404     -       -       -        -

# Requests on the management pages: the unit that deals with them, in every state
GET  Request/                       *               -         -         -       yes     yes     -        yes
GET  Request/view                   *               -         -         -       yes     yes     -        yes
GET  Request/file                   *               -         -         -       yes     yes     -        yes
GET  Request/copy                   *               -         -         -       yes     yes     -        yes
GET  Request/receipt                *               -         -         -       yes     yes     -        yes
POST Request/copy                   *               -         -         -       yes     yes     -        yes
GET  Request/document               *               -         -         -       yes     yes     -        yes
GET  Request/issue                  *               -         -         -       yes     yes     -        yes
POST Request/issue                  *               -         -         -       yes     yes     -        yes
POST Request/revoke                 *               -         -         -       -       yes     -        yes
POST Request/move                   *               -         -         -       yes     yes     -        yes
POST Request/approve                *               -         -         -       yes     yes     -        yes
POST Request/send_back              *               -         -         -       yes     yes     -        yes
POST Request/write                  *               -         -         -       yes     yes     -        yes
POST Request/assign                 *               -         -         -       yes     yes     -        yes
POST Request/hand_over              *               -         -         -       yes     yes     -        yes
POST Request/set_state              *               -         -         -       -       yes     -        yes

# The queue holds what the catalogue lets each find
GET  Site/login                                     yes       yes       yes     yes     yes     yes      yes
POST Site/login                                     yes       yes       yes     yes     yes     yes      yes
GET  Site/                                          (-)       (-)       (-)     yes     yes     yes      yes
GET  Site/export                                    -         -         -       yes     yes     yes      yes
GET  Site/statistics                                -         -         -       yes     yes     yes      yes
GET  Site/export_statistics                           -         -         -       yes     yes     yes      yes
GET  Site/queue                                     -         -         -       yes     yes     yes      yes
POST Site/act                                       -         -         -       yes     yes     yes      yes
POST Site/columns                                   -         -         -       yes     yes     yes      yes
GET  Site/save_view                                 -         -         -       yes     yes     yes      yes
POST Site/save_view                                 -         -         -       yes     yes     yes      yes
GET  Site/views                                     -         -         -       yes     yes     yes      yes
POST Site/views                                     -         -         -       yes     yes     yes      yes
GET  Site/edit_view                                 -         -         -       (-)     yes     (-)      yes
POST Site/edit_view                                 -         -         -       (-)     yes     (-)      yes
GET  Site/remove_view                               -         -         -       (-)     yes     (-)      yes
POST Site/remove_view                               -         -         -       (-)     yes     (-)      yes
GET  Requests/                                      (-)       (-)       (-)     yes     yes     yes      yes
GET  Requests/contents                              -         -         -       yes     yes     yes      yes
GET  YearOfRequests/                                (-)       (-)       (-)     yes     yes     yes      yes
GET  YearOfRequests/contents                        -         -         -       yes     yes     yes      yes

# What is entered on behalf of somebody: anybody of the staff may begin, the service's unit goes on
GET  Entries/                                       (-)       (-)       (-)     yes     yes     yes      yes
GET  Entries/new                                    -         -         -       yes     yes     yes      yes
POST Entries/new                                    -         -         -       yes     yes     yes      yes
GET  Entry/                                         -         -         -       yes     yes     -        yes
GET  Entry/step                                     -         -         -       yes     yes     -        yes
POST Entry/step                                     -         -         -       yes     yes     -        yes
POST Entry/conditions                               -         -         -       yes     yes     -        yes
GET  Entry/preview                                  -         -         -       yes     yes     -        yes
GET  Entry/file                                     -         -         -       yes     yes     -        yes
POST Entry/submit                                   -         -         -       yes     yes     -        yes
POST Entry/discard                                  -         -         -       yes     yes     -        yes

# Members of staff: their own password; the rest is for administrators
GET  User/                                          (-)       (-)       (-)     yes     (-)     (-)      yes
GET  User/change_password                           -         -         -       yes     -       -        yes
POST User/change_password                           -         -         -       yes     -       -        yes
GET  User/roles                                     -         -         -       -       -       -        yes
POST User/roles                                     -         -         -       -       -       -        yes
GET  User/remove                                    -         -         -       -       -       -        yes
POST User/remove                                    -         -         -       -       -       -        yes
GET  Users/                                         (-)       (-)       (-)     (-)     (-)     (-)      yes
GET  Users/contents                                 -         -         -       -       -       -        yes
GET  Users/add_user                                 -         -         -       -       -       -        yes
POST Users/add_user                                 -         -         -       -       -       -        yes
GET  Principals/                                    (-)       (-)       (-)     (-)     (-)     (-)      yes
GET  Principals/contents                            -         -         -       -       -       -        yes
GET  Groups/                                        (-)       (-)       (-)     (-)     (-)     (-)      yes
GET  Groups/contents                                -         -         -       -       -       -        yes
GET  Group/                                         (-)       (-)       (-)     (-)     (-)     (-)      yes
GET  Group/contents                                 -         -         -       -       -       -        yes

# Administration
GET  Departments/                                   (-)       (-)       (-)     (-)     (-)     (-)      yes
GET  Departments/contents                           -         -         -       -       -       -        yes
GET  Departments/add_department                     -         -         -       -       -       -        yes
POST Departments/add_department                     -         -         -       -       -       -        yes
GET  Department/                                    (-)       (-)       (-)     yes     yes     yes      yes
GET  Department/contents                            -         -         -       yes     yes     (-)      yes
GET  Department/properties                          -         -         -       -       -       -        yes
POST Department/properties                          -         -         -       -       -       -        yes
GET  RequestTypes/                                  (-)       (-)       (-)     (-)     (-)     (-)      yes
GET  RequestTypes/contents                          -         -         -       -       -       -        yes
GET  RequestTypes/add_type                          -         -         -       -       -       -        yes
POST RequestTypes/add_type                          -         -         -       -       -       -        yes
GET  RequestTypes/import_type                       -         -         -       -       -       -        yes
POST RequestTypes/import_type                       -         -         -       -       -       -        yes
GET  RequestType/                                   (-)       (-)       (-)     (-)     (-)     (-)      yes
GET  RequestType/properties                         -         -         -       -       -       -        yes
POST RequestType/properties                         -         -         -       -       -       -        yes
GET  RequestType/edit                               -         -         -       -       -       -        yes
GET  RequestType/edit_terms                         -         -         -       -       -       -        yes
POST RequestType/edit_terms                         -         -         -       -       -       -        yes
GET  RequestType/add_step                           -         -         -       -       -       -        yes
POST RequestType/add_step                           -         -         -       -       -       -        yes
GET  RequestType/edit_step                          -         -         -       -       -       -        yes
POST RequestType/edit_step                          -         -         -       -       -       -        yes
POST RequestType/move_step                          -         -         -       -       -       -        yes
GET  RequestType/remove_step                        -         -         -       -       -       -        yes
POST RequestType/remove_step                        -         -         -       -       -       -        yes
GET  RequestType/choose_kind                        -         -         -       -       -       -        yes
GET  RequestType/add_field                          -         -         -       -       -       -        yes
POST RequestType/add_field                          -         -         -       -       -       -        yes
GET  RequestType/edit_field                         -         -         -       -       -       -        yes
POST RequestType/edit_field                         -         -         -       -       -       -        yes
POST RequestType/move_field                         -         -         -       -       -       -        yes
GET  RequestType/remove_field                       -         -         -       -       -       -        yes
POST RequestType/remove_field                       -         -         -       -       -       -        yes
GET  RequestType/preview                            -         -         -       -       -       -        yes
GET  RequestType/try                                -         -         -       -       -       -        yes
POST RequestType/try                                -         -         -       -       -       -        yes
GET  RequestType/compare                            -         -         -       -       -       -        yes
GET  RequestType/publish                            -         -         -       -       -       -        yes
POST RequestType/publish                            -         -         -       -       -       -        yes
GET  RequestType/discard                            -         -         -       -       -       -        yes
POST RequestType/discard                            -         -         -       -       -       -        yes
GET  RequestType/versions                           -         -         -       -       -       -        yes
POST RequestType/open                               -         -         -       -       -       -        yes
GET  RequestType/export                             -         -         -       -       -       -        yes
GET  RequestType/copy_type                          -         -         -       -       -       -        yes
POST RequestType/copy_type                          -         -         -       -       -       -        yes
GET  RequestType/templates                          -         -         -       -       -       -        yes
GET  RequestType/add_template                       -         -         -       -       -       -        yes
POST RequestType/add_template                       -         -         -       -       -       -        yes
GET  RequestType/edit_template                      -         -         -       -       -       -        yes
POST RequestType/edit_template                      -         -         -       -       -       -        yes
GET  RequestType/preview_template                   -         -         -       -       -       -        yes
GET  RequestType/remove_template                    -         -         -       -       -       -        yes
POST RequestType/remove_template                    -         -         -       -       -       -        yes
GET  ReferenceTables/                               (-)       (-)       (-)     (-)     (-)     (-)      yes
GET  ReferenceTables/contents                       -         -         -       -       -       -        yes
GET  ReferenceTables/add_table                      -         -         -       -       -       -        yes
POST ReferenceTables/add_table                      -         -         -       -       -       -        yes
GET  ReferenceTable/                                (-)       (-)       (-)     (-)     (-)     (-)      yes
GET  ReferenceTable/contents                        -         -         -       -       -       -        yes
GET  ReferenceTable/import                          -         -         -       -       -       -        yes
POST ReferenceTable/import                          -         -         -       -       -       -        yes
GET  ReferenceTable/properties                      -         -         -       -       -       -        yes
POST ReferenceTable/properties                      -         -         -       -       -       -        yes
GET  ProtocolRegister/                              (-)       (-)       (-)     (-)     (-)     (-)      yes
GET  ProtocolRegister/contents                      -         -         -       -       -       -        yes
GET  ProtocolRegister/properties                    -         -         -       -       -       -        yes
POST ProtocolRegister/properties                    -         -         -       -       -       -        yes
GET  AuditLog/                                      (-)       (-)       (-)     (-)     (-)     (-)      yes
GET  AuditLog/contents                              -         -         -       -       -       -        yes
GET  AuditLog/changes                               -         -         -       -       -       -        yes
POST AuditLog/undo                                  -         -         -       -       -       -        yes
GET  Outbox/                                        (-)       (-)       (-)     (-)     (-)     (-)      yes
GET  Outbox/contents                                -         -         -       -       -       -        yes
POST Outbox/retry                                   -         -         -       -       -       -        yes
POST Outbox/reindex                                 -         -         -       -       -       -        yes
POST LockService/contents                           -         -         -       -       -       -        yes

# Citizens have no management pages, for nobody
GET  Citizens/                                      (-)       (-)       (-)     (-)     (-)     (-)      (-)
GET  Citizen/                                       -         -         -       -       -       -        -

# Nor have the parts that work by themselves
GET  Documents/                                     (-)       (-)       (-)     (-)     (-)     (-)      (-)
GET  RegistryAnswers/                               (-)       (-)       (-)     (-)     (-)     (-)      (-)
GET  RequestCatalog/                                (-)       (-)       (-)     (-)     (-)     (-)      (-)
GET  LockService/                                   (-)       (-)       (-)     (-)     (-)     (-)      (-)
GET  PasswordResets/                                (-)       (-)       (-)     (-)     (-)     (-)      (-)
GET  CatalogsService/                               (-)       (-)       (-)     (-)     (-)     (-)      (-)
GET  Catalog/                                       (-)       (-)       (-)     (-)     (-)     (-)      (-)
GET  AllowedIndex/                                  (-)       (-)       (-)     (-)     (-)     (-)      (-)
GET  FieldIndex/                                    (-)       (-)       (-)     (-)     (-)     (-)      (-)
GET  KeywordIndex/                                  (-)       (-)       (-)     (-)     (-)     (-)      (-)
GET  PathIndex/                                     (-)       (-)       (-)     (-)     (-)     (-)      (-)
GET  TextIndex/                                     (-)       (-)       (-)     (-)     (-)     (-)      (-)
"""


@dataclass(frozen=True)
class Row:
    """One row: the view by its method and route, or kind of node and name; states: empty when none matters."""

    key: str
    states: frozenset[State]
    expected: dict[str, str]

    def __str__(self) -> str:
        return f"{self.key} {','.join(sorted(self.states))}".strip()

    @property
    def method(self) -> str:
        return self.key.partition(" ")[0]

    def covers(self, key: str, state: State | None) -> bool:
        return key == self.key and (state in self.states if state else not self.states)


def _row(line: str) -> Row:
    method, view, *rest = line.split()
    expected = dict(zip(COLUMNS, rest[-len(COLUMNS) :], strict=True))
    expected |= {principal: expected[other] for principal, other in SAME_AS.items()}
    asked = rest[: -len(COLUMNS)]
    states = (
        frozenset(State)
        if asked == ["*"]
        else frozenset(State(name) for part in asked for name in part.split(","))
    )
    return Row(f"{method} {view}", states, expected)


ROWS = [_row(line) for line in _TABLE.splitlines() if line and not line.startswith("#")]
