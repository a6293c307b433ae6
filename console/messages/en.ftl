# The page's words in English: the source of all other languages.

## The frame
app-name = Segments to Klaviyo
skip = Skip to main content
menu = Menu
navigation = Pages
language = Language
theme = Appearance
theme-system = Use device setting
theme-light = Light
theme-dark = Dark
sign-in = Sign in
sign-out = Sign out
loading = Loading…
role-administrator = Administrator
role-contributor = Contributor
role-operator = Operator
role-viewer = Viewer

## Words in many places
exports = Exports
export = Export
runs = Runs
run = Run
connections = Connections
connection = Connection
segments = Segments
segment = Segment
audit = Audit
settings = Settings
overview = Overview
details = Details
name = Name
type = Type
format = Format
person = Person
state = State
actions = Actions
all = All
edit = Edit
remove = Remove
duplicate = Duplicate
detach = Detach
save = Save
saved = Saved
cancel = Cancel
close = Close
done = Done
next = Next
previous = Back
keep-editing = Keep editing
discard = Discard
ask-discard = Discard your changes?
ask-discard-text = They haven't been saved.
choose = Choose…
optional = (optional)
required = (required)
field-required = This field is required.
name-in-use = This name is already in use.
try-again = Try again
nothing-found = No results found
clear-filters = Clear filters
list-address-invalid = The address has a filter or a page that doesn't exist
remove-filter = Remove filter: { $name }
pages = Pages of the list
previous-page = Previous page
next-page = Next page
page-rows = { $first }–{ $last }
page-rows-of = { $first }–{ $last } of { $total }
date-from = From
date-to = To
needs-attention = Needs attention
more-of = More for { $name }
rows-about = about { $count }
created = Created
started = Started
ended = Ended
queued = Queued
duration = Duration
read = Read
accepted = Accepted
not-sent = Not sent
updated = Updated
chunks = Import jobs
status = Status
import-jobs-list = Import jobs in Klaviyo
import-jobs-none = The IDs of this run were not kept.
sent-at = Sent
profiles = Profiles
not-accepted = Not accepted
identifier = ID
warnings = Warnings
notes = Notes
per-second =
    { $count ->
        [one] { $count } profile per second
       *[other] { $count } profiles per second
    }

## Who cannot come in
signed-out-title = Sign in to see your exports
signed-out-text = This page shows what is sent to Klaviyo. Sign in with your organization's account.
signed-in-title = You are signed in
signed-in-text = Close this tab and go back to the other one. What you entered there is still there.
signed-in-again = Signed in again. Repeat your last step.
no-role-title = Your account has no role in this app
no-role-text = You are signed in, but your account has no role in this app. Ask an administrator to assign you the Viewer, Operator, Contributor or Administrator role in Microsoft Entra ID, then sign in again.
other-account = Use another account
unreachable-title = The app isn't responding
not-allowed-title = You don't have access to this page
page-not-found-title = Page not found

## States and triggers
state-queued = Queued
state-preparing = Preparing
state-uploading = Uploading
state-importing = Importing
state-successful = Successful
state-completed_with_warnings = Completed with warnings
state-failed = Failed
state-skipped = Skipped
state-canceled = Canceled
trigger = Started by
trigger-schedule = Schedule
trigger-on_demand = On demand
trigger-segment_updated = Segment update
trigger-api_key = Another system

## Exports
exports-lead = Each export sends segments to one Klaviyo list.
exports-count =
    { $count ->
        [one] { $count } export
       *[other] { $count } exports
    }
search-exports = Search exports
search-lists = Search lists
add-export = Add export
edit-export = Edit export
copy-of = Copy of { $name }
last-run = Last run
next-run = Next run
next-runs = Next runs
health-text =
    { $count ->
        [one] Last run: { $states }
       *[other] Last { $count } runs: { $states }
    }
never-run = Never run
detached = No connection
connection-hidden = For administrators only
run-named = Run { $name }
choose-named = Select { $name }
chosen-exports = Selected exports
chosen-count =
    { $count ->
        [one] { $count } export selected
       *[other] { $count } exports selected
    }
choose-all =
    { $count ->
        [one] Select the matching export
       *[other] Select all { $count } matching exports
    }
choose-none = Clear selection
bulk-run = Run
bulk-pause = Pause schedules
bulk-resume = Turn schedules on
move-exports = Move exports
choose-page = Select all on this page
bulk-move = Move
bulk-remove = Remove
bulk-ask-run =
    { $count ->
        [one] Run { $count } export?
       *[other] Run { $count } exports?
    }
bulk-text-run = Each export starts to run now.
bulk-ask-pause =
    { $count ->
        [one] Pause the schedule of { $count } export?
       *[other] Pause the schedules of { $count } exports?
    }
bulk-text-pause = From now on, they run only on demand.
bulk-ask-resume =
    { $count ->
        [one] Turn on the schedule of { $count } export?
       *[other] Turn on the schedules of { $count } exports?
    }
bulk-text-resume = From now on, they run on their schedules.
bulk-ask-move =
    { $count ->
        [one] Move { $count } export to another connection?
       *[other] Move { $count } exports to another connection?
    }
bulk-text-move = In another account, each export sends to the list of the same name.
bulk-create-lists = Create lists that are missing in the account
bulk-create-lists-text = Otherwise, exports without a list of the same name aren't moved.
bulk-ask-remove =
    { $count ->
        [one] Remove { $count } export?
       *[other] Remove { $count } exports?
    }
bulk-text-remove = The exports and their records of sent profiles are deleted. Profiles stay in Klaviyo, and past runs stay in the history.
bulk-progress = { $done } of { $count } done
bulk-refused =
    { $count ->
        [one] { $count } export was not changed:
       *[other] { $count } exports were not changed:
    }
run-all = Run all
run-all-text = Starts a run of every export that you manage if its schedule is on.
run-all-started =
    { $count ->
        [one] { $count } run was started.
       *[other] { $count } runs were started.
    }
run-all-refused =
    { $count ->
        [one] { $count } export could not be started:
       *[other] { $count } exports could not be started:
    }
run-full = Run full sync
view-run = View run
turn-schedule-on = Turn schedule on
pause-schedule = Pause schedule
no-exports = No exports yet
first-connection = An administrator adds a connection to a Klaviyo account.
first-steps = Get started
first-steps-done = { $done } of { $count } done
first-list = Choose the Klaviyo list that people are added to, or create one.
first-export = Add an export: choose the segments and the Klaviyo list.
first-run = Run the export to see the outcome for every row.
first-ask = Ask an administrator to add a connection that contributors can use.
ask-detach = Detach { $name } from its connection?
ask-detach-text = The export keeps its configuration, but can't run until you choose another connection.
ask-remove = Remove { $name }?
ask-remove-text = The export and its record of sent profiles are deleted. Profiles stay in Klaviyo, and past runs stay in the history.
ask-run-full = Run a full sync of { $name }?
ask-run-full-text = All profiles are sent, including those that haven't changed since the last run.
ask-turn-schedule-on = Turn on the schedule of { $name }?
ask-turn-schedule-on-text = The export then runs on its schedule.
ask-pause-schedule = Pause the schedule of { $name }?
ask-pause-schedule-text = The export then runs only on demand.
done-detach = { $name } was detached from its connection.
done-remove = { $name } was removed.
done-schedule = The schedule of { $name } was changed.
done-full = A full sync of { $name } was started.
configuration = Configuration
detached-title = This export has no connection
detached-text = It can't run until you choose a connection.
choose-connection = Choose a connection
all-runs = All runs
never-run-title = This export hasn't run yet
never-run-text = Run the export to see the outcome for every row.
all-well = Nothing needs your attention
all-well-text =
    { $count ->
        [one] { $count } export. Its last run was successful.
       *[other] { $count } exports. Their last runs were successful.
    }
pending-changes = Changes waiting for approval
keys-attention = Keys that need attention
key-refused = Klaviyo refuses the key
key-expires = The key expires soon
exports-attention = Exports that need attention
attention-failed = Failed
missing-attention = People missing on a list
review-list = Review list check
missing-count =
    { $count ->
        [one] { $count } person missing on the list
       *[other] { $count } people missing on the list
    }
attention-held =
    { $count ->
        [one] Removal of { $count } profile needs confirmation
       *[other] Removal of { $count } profiles needs confirmation
    }
attention-alert = Alert
attention-confirm = Run needs confirmation
attention-waits = First portion needs confirmation
attention-skipped = Skipped
attention-not-sent =
    { $count ->
        [one] { $count } row not sent
       *[other] { $count } rows not sent
    }
review-removal = Review removal
show-all = Show all
detached-count =
    { $count ->
        [one] { $count } export has no connection
       *[other] { $count } exports have no connection
    }
running-now = Running now
nothing-running = No export is running.
next-day = Next 24 hours
nothing-scheduled = No export is scheduled.
history = Run history
history-text =
    { $count ->
        [one] Rows of the last run
       *[other] Rows of the last { $count } runs
    }

## Schedules
schedule = Schedule
schedule-manual = On demand
schedule-manual-text = Runs when someone starts it.
schedule-refresh = Scheduled refresh
schedule-refresh-text = Runs with the system refresh. Next:
schedule-custom = Custom schedule
schedule-custom-text = Runs at times you choose, daily or on certain days.
schedule-segment_updated = When the segment is updated
schedule-segment_updated-text = Runs as soon as a new version of the segment is complete.
schedule-cron = { $expression } ({ $zone })
schedule-daily = Daily at { $times } ({ $zone })
schedule-weekly = { $days } at { $times } ({ $zone })
schedule-monthly = Monthly on day { $days } at { $times } ({ $zone })
schedule-off = Paused
at = At
how-often = How often
times-a-day =
    { $count ->
        [one] Once a day
       *[other] { $count } times a day
    }
days = Days
time-zone = Time zone
cron = Cron expression
cron-hint = Minute, hour, day of month, month, day of week. For example 0 6 * * 1
cron-enter = Enter a cron expression
unchanged-seconds = Wait until unchanged for (seconds)
unchanged-seconds-hint = The segment counts as complete when no files have changed for this long.
enabled = Schedule is on
enabled-hint = While it is paused, the export runs only on demand.
alert-rules = Alerts
alert-rules-text = You are notified when a run is unusual.
alert-kind = Notify me when
alert-rejected-share = many rows are not sent
alert-row-count = the number of rows is unusual
alert-duration = a run takes long
alert-no-run-by = no run has ended by a set time
alert-limit-rejected-share = More than (percent)
alert-limit-row-count = Differs from usual by more than (percent)
alert-limit-duration = Longer than (minutes)
alert-limit-no-run-by = By
alert-is-rejected-share = More than { $limit }% of rows not sent
alert-is-row-count = Rows differ from usual by more than { $limit }%
alert-is-duration = Longer than { $limit } minutes
alert-is-no-run-by = No run has ended by { $limit } ({ $zone })
alerts-incomplete = Complete or remove each alert.
add-alert = Add alert
remove-alert = Remove alert

## Steps of an export
steps = Steps
step-invalid = needs attention
step-connection = Connection and list
step-connection-text = Choose the Klaviyo account and list that profiles are sent to.
step-segments = Segments
step-segments-text = Choose the segments to send.
step-matching = Data matching
step-matching-text = Map segment columns to Klaviyo fields. The field that identifies people is required.
step-rules = Mode and schedule
step-rules-text = Choose what a run may change and when it runs.
step-preview = Preview and save
step-preview-text = See what a run would do with the current data. Nothing is sent yet.
save-and-run = Save and run
draft-restored = Your unsaved changes were restored
discard-draft = Discard them
used-by = { $problem }: { $name }
export-name = Export name
connection-for-export = Connection for export
klaviyo-list = Klaviyo list
list-how = Find the list
list-by-name = By name
list-by-id = By list ID
list-id = Klaviyo list ID
open-in-klaviyo = Open in Klaviyo
copy-named = Copy: { $name }
copied = Copied.
copy-failed = The browser did not allow copying.
list-id-hint = In Klaviyo, open the list and select “Settings”.
list-id-invalid = A list ID contains only letters and digits.
list-found = List found: { $name }
list-unknown = This account has no list with this ID.
new-list = Create a new list
new-list-name = Name of the new list
create-list = Create list
segments-required = Choose at least one segment.
segments-several = The segments are sent together. People in more than one segment are sent once.
segment-missing = { $name } isn't in storage
segment-missing-text = Choose another segment, or check the system that writes it.
rows-count =
    { $count ->
        [one] { $rows } row
       *[other] { $rows } rows
    }
columns-unknown = The columns of the segment can't be read
suggestions = Suggested from names and values of columns
suggestions-text = Check each line and correct it where needed.
klaviyo-field = Klaviyo field
source = Source
examples = Examples
examples-unexpected = Unexpected values: { $examples }
column-for = Column for { $name }
column-missing = This column isn't in the segment.
identity = How people are identified
identity-hint = People without this value aren't sent. If you change it, everyone is sent again once.
identity-required = Choose the column that identifies people.
field-not-sent = Not sent
fixed-value = Same value for everyone
fixed-value-choice = Same value for everyone…
add-field = Add a field
add-property = Add a property
property-name = Property name
remove-property = Remove { $name }
type-for = Type of { $name }
type-auto = Automatic
type-string = Text
type-number = Number
type-boolean = Yes or no
type-date = Date
type-datetime = Date and time
type-list = List
blank-clear = Blank values clear the field
all-other-columns = All other columns as properties
unused-columns =
    { $count ->
        [one] { $count } column is not used: { $columns }
       *[other] { $count } columns are not used: { $columns }
    }
no-unused-columns = All columns are used.
data-matching = Data matching
mode = Mode
mode-upsert = Add and update
mode-upsert-text = Profiles are added to the list and kept up to date. No one is removed from the list.
mode-mirror = Mirror the segment
mode-mirror-text = People who leave the segment are also removed from the list. Their profiles and consent stay.
mode-update = Update only
mode-update-text = Profiles that exist in Klaviyo are updated. No profile is created.
removal-limit = Hold removals of more than (percent)
removal-limit-hint = A run that would remove more waits for confirmation.
profile-limit = Profile limit
profile-limit-hint = A run over this limit is skipped and sends nothing. The Customer Insights connector allowed { $limit }.
limit-invalid = Enter a whole number of 1 or more.
default-country = Default country for phone numbers
default-country-hint = Used for numbers that have no country code.
default-country-none = None: such numbers are omitted
shared-identifiers = People who share a phone number or external ID
shared-identifiers-hint = Klaviyo merges such profiles. This can't be undone.
shared-omit = Omit the shared value
shared-omit-text = The profiles are sent without it.
shared-send-last = Send it with the last profile only
shared-send-last-text = The other profiles are sent without it.
subscribe = Marketing consent
subscribe-hint = A column of the segment decides who is subscribed. Channels that are off are not changed.
channel-email = Email marketing
channel-sms = SMS marketing
channel-whatsapp = WhatsApp marketing
channel-push = Push notifications
channel-phone-missing = Match a column with the phone number first.
subscribe-column = Consent column
subscribe-values = Values that mean “yes”
subscribe-values-hint = Separate them with commas.
subscribe-time = Consent time column
subscribe-time-hint = Only opt-outs after this time prevent a subscription. If there is no time, every opt-out does.
subscribe-source = Source shown in Klaviyo
revoke = If the value means “no”
revoke-nothing = Do nothing
revoke-list = Unsubscribe from this list
revoke-all = Unsubscribe from everything
revoke-suppress = Suppress the email address
revoke-values = Values that mean “no”
respect-suppressions = Leave out people who opted out in Klaviyo
respect-suppressions-hint = Their profiles are sent but not subscribed.
subscribe-warning = People who opted out can get messages again
subscribe-warning-text = Subscribing a profile cancels its unsubscribe, spam report or suppression in Klaviyo.
confirm-ignoring = I confirm that opt-outs in Klaviyo are ignored
opt-outs = Opt-outs in Klaviyo
opt-outs-ignored = Ignored
preview-blocked = Complete these steps first
preview-preparing = Reading the segment…
preview = Preview
preview-title = What a run would do
preview-text = Calculated from the current data. Nothing was sent.
preview-as-new = Calculated as for a new export.
preview-time = Estimated minimum time
preview-profiles = First profiles, as they would be sent
preview-again = Refresh preview
columns-not-used = Unused columns

## Fields of a profile
field-email = Email
field-phone-number = Phone number
field-external-id = External ID
field-first-name = First name
field-last-name = Last name
field-organization = Organization
field-title = Title
field-locale = Locale
field-image = Image
field-location-address1 = Address
field-location-address2 = Address, second line
field-location-city = City
field-location-region = Region
field-location-zip = Postal code
field-location-country = Country
field-location-timezone = Time zone
field-location-latitude = Latitude
field-location-longitude = Longitude
field-location-ip = IP address

## Runs
runs-lead = Current and past runs.
no-runs = No runs yet
no-runs-text = Run an export to see its runs here.
run-ended = The run has ended: { $state }
no-rows-read = No rows were read
cancel-run = Cancel run
cancel-requested = The run is being canceled
retry = Retry
ask-cancel-run = Cancel this run?
ask-cancel-run-text = No more profiles are sent. Profiles Klaviyo already accepted stay.
ask-retry = Retry this run?
ask-retry-text = Retry resends the rows that were not accepted. Accepted profiles are not changed.
replace-key = Replace key
progress = Progress
stage-preparing = Preparing
stage-uploading = Uploading
stage-importing = Importing in Klaviyo
stage-waiting = Waiting
stage-read =
    { $count ->
        [one] { $count } row read
       *[other] { $count } rows read
    }
stage-chunks =
    { $total ->
        [one] { $done } of { $total } job
       *[other] { $done } of { $total } jobs
    }
stage-chunks-open =
    { $done ->
        [one] { $done } job so far
       *[other] { $done } jobs so far
    }
time-left = at least { $time } left
time-left-text = Klaviyo accepts 10 import jobs per second and 150 per minute. These limits are shared with other integrations.
outcomes-title = Row outcomes
outcomes-read =
    { $count ->
        [one] row read
       *[other] rows read
    }
outcomes-removed =
    { $count ->
        [one] { $count } profile was removed from the list.
       *[other] { $count } profiles were removed from the list.
    }
outcomes-cleared =
    { $count ->
        [one] Blank values cleared fields of { $count } profile.
       *[other] Blank values cleared fields of { $count } profiles.
    }
outcomes-subscribed =
    { $count ->
        [one] { $count } profile was subscribed.
       *[other] { $count } profiles were subscribed.
    }
outcomes-suppressed =
    { $count ->
        [one] { $count } profile opted out in Klaviyo and was not subscribed.
       *[other] { $count } profiles opted out in Klaviyo and were not subscribed.
    }
outcomes-unsubscribed =
    { $count ->
        [one] { $count } profile was unsubscribed.
       *[other] { $count } profiles were unsubscribed.
    }
outcomes-not_found =
    { $count ->
        [one] { $count } profile does not exist in Klaviyo and was not sent.
       *[other] { $count } profiles do not exist in Klaviyo and were not sent.
    }
not-subscribed-csv = Download people who weren't subscribed
count-added = Added
count-added-text = New on the list.
count-updated = Updated
count-updated-text = Sent before and changed since.
count-accepted = Accepted
count-accepted-text = Accepted by Klaviyo.
count-unchanged = Unchanged
count-unchanged-text = Same as last sent; not sent again.
count-duplicates = Duplicates
count-duplicates-text = The same person appears in a later row.
count-rejected = Rejected
count-rejected-text = Not sent: correct the row.
count-failed = Failed
count-failed-text = Retry resends these.
count-unconfirmed = Not confirmed
count-unconfirmed-text = Sent: Klaviyo may have these. Retry resends them without harm.
count-pending = In progress
count-pending-text = Waiting for Klaviyo.
count-removed = Removed from the list
started-by = Started by
speed = Speed
retry-of = Retry of
removal-held = Removal needs your confirmation
removal-held-text =
    { $count ->
        [one] { $count } profile ({ $share }) would be removed from the list. This is unusual: check the segment before you confirm.
       *[other] { $count } profiles ({ $share }) would be removed from the list. This is unusual: check the segment before you confirm.
    }
removal-confirmed = Removal confirmed.
would-leave = People who would be removed from the list
search-people = Search people
since-last-run = Compared with the previous run
run-before = Previous run
columns-added = Columns added
columns-removed = Columns removed
shared-csv = Download shared values
confirm-removal = Confirm removal

## Rejects
rejects = Rows not sent
rejects-unconfirmed = Rows not sent or not confirmed
rejects-text = Each row is listed once, with its file and line.
search-rejects = Search by address or line
reason-example = For example:
show-row = Details
source-row = Row in the segment
source-row-changed = The segment was written again after this run: the row is no longer as it was read.
source-row-none = The file no longer has a row at this line.
source-row-far = The row is too far into the file to be shown here. Open the file in storage.
what-to-do = What to do
reason-do-email_missing = Fill in the address in the system that writes the segment, or leave the row out.
reason-do-email_malformed = Correct the address at its source. The next run sends the row.
reason-do-phone_number_missing = Fill in the number in the system that writes the segment, or leave the row out.
reason-do-phone_number_malformed = Write the number with its country code, or set the default country of the export.
reason-do-external_id_missing = Fill in the ID in the system that writes the segment, or leave the row out.
reason-do-external_id_malformed = Write the ID as text: a spreadsheet may have shortened it.
reason-do-profile_too_large = Send fewer or shorter columns of this row.
reason-do-malformed_row = Check this line of the file: often, a quotation mark or separator is wrong.
reason-do-duplicate = No action needed: a later row of the same person was used.
reason-do-refused_by_klaviyo = Correct the value named in the details.
reason-do-not_found = No action needed if this person should not be in Klaviyo. Otherwise, choose a mode that adds profiles.
reason-do-import_failed = Correct the value named in the details, then retry the run.
reason-do-chunk_failed = Retry the run.
reason-do-not_sent = Retry the run, or start a new one.
reason-do-unconfirmed = Retry the run. Sending these rows again is harmless.
rejects-hidden = Only people who manage the export can see these rows
rejects-hidden-text = They contain personal data.
download-csv = Download CSV
reason = Reason
outcome = Outcome
line = Line
file = File
reason-email_missing = No email address
reason-email_malformed = The email address is invalid
reason-phone_number_missing = No phone number
reason-phone_number_malformed = The phone number is invalid
reason-external_id_missing = No external ID
reason-external_id_malformed = The external ID is invalid
reason-profile_too_large = The profile is too large
reason-malformed_row = The row can't be read
reason-duplicate = Duplicate: appears in a later row
reason-refused_by_klaviyo = Klaviyo refused the profile
reason-not_found = Klaviyo has no such profile
reason-import_failed = Klaviyo could not import the profile
reason-chunk_failed = The import job failed
reason-not_sent = The run ended before the row was sent
reason-unconfirmed = Sent, but the result is unknown

## Connections
connections-lead = Klaviyo accounts that exports can send to.
connections-lead-others = Klaviyo accounts that you can use for exports.
add-connection = Add connection
edit-connection = Edit connection
search-connections = Search connections
no-connections = No connections yet
no-connections-text = A connection is a Klaviyo account that exports can send to. You need a private API key of that account.
display-name = Display name
display-name-hint = Shown to people who create exports.
account = Account
last-used = Last used
who-can-use = Who can use this connection
access-administrators = Administrators
access-administrators-text = Only administrators can create exports with it.
access-contributors = Contributors
access-contributors-text = Contributors can also create exports with it. They see only its name and type.
authenticate = Authenticate with Klaviyo
authentication = Authentication
auth-oauth = Sign in to Klaviyo
auth-oauth-text = Allow this app on Klaviyo's page. No key is copied.
auth-oauth-off = Not set up. It needs your own app in Klaviyo.
auth-oauth-required = Sign in to Klaviyo first.
signed-in-to = Signed in to { $account }
sign-in-again = Sign in again
sign-in-done = Signed in to Klaviyo again.
sign-in-valid = The sign-in is valid
sign-in-invalid = The sign-in isn't valid
replace-by-sign-in = Or sign in to Klaviyo instead. The account must be the same.
privacy-statement = Klaviyo's privacy notice
add-yourself = Add yourself as export user
export-users = Export users
export-users-text = They can use this connection even if it is for administrators only. They also need a role in this app.
principal-user = User
principal-group = Group
kind-of-user = User or group
add-export-user = Add another user or group
add-to-list = Add to the list
object-id = Object ID in Microsoft Entra ID
feed = Opt-outs from Klaviyo
feed-text = Writes to storage who unsubscribed or was suppressed in Klaviyo, so that your source system can use it.
feed-off = Never
feed-read-until = Read until
auth-key = API key
auth-key-text = The key is stored in the key vault and never shown again.
auth-secret = Key vault secret
auth-secret-text = Use a key that is already stored in the vault.
api-key = Klaviyo API key
api-key-hint = A private key with the scopes accounts:read, lists:read, lists:write, profiles:read and profiles:write.
secret-name = Secret name
consent-title = Data privacy and compliance
consent-text = With this connection, you allow customer data to be sent from your organization to Klaviyo. Klaviyo processes it under its own terms. You are responsible for meeting your obligations to your customers. You can remove the connection at any time.
agree = I agree
consent-required = You must agree before you can connect.
consent-given = Consent given
connect = Connect
connected = Connected
connected-text = The connection is saved. It belongs to this account.
verify = Verify
key-valid = The key is valid
key-invalid = The key isn't valid
missing-scopes = Missing scopes: { $scopes }
create-key = Create a key with the needed scopes in Klaviyo
scope-subscriptions = The key lacks the scope subscriptions:write. Only exports that subscribe profiles need it.
scope-data-privacy = The key lacks the scope data-privacy:write. Only erasing a person in Klaviyo needs it.
replace-key-text = The new key must belong to the same account. Exports use it immediately.
connection-unused = No export uses this connection
remove-connection-text = The key is deleted from the vault if this app stored it there.
remove-connection-used =
    { $count ->
        [one] { $count } export uses this connection:
       *[other] { $count } exports use this connection:
    }
remove-connection-choice = What should happen to these exports?
remove-connection-detach = They stay, but can't run until they have another connection.
remove-connection-remove = They are deleted with the connection.
remove-exports = Remove exports

## Segments
segments-lead = Segments found in storage.
no-segments = No segments in storage
no-segments-text = Upload a file to the segments container, for example Customers.csv, or let your system export to it.
search-segments = Search segments
rows = Rows
size = Size
parts = Files
ready = Ready
segment-empty = Empty
with-problems = With problems
problems-count =
    { $count ->
        [one] { $count } problem
       *[other] { $count } problems
    }
file-format = How the files are read
file-format-text = Change only what is detected incorrectly. The choice applies to all exports of this segment, from their next run.
change-format = Change
as-detected = As detected or declared
no-character = None
header-first-row = In the first row
header-missing = No header
format-encoding = Encoding
format-delimiter = Delimiter
format-quote = Quote character
format-escape = Escape character
format-header = Column names
format-sheet = Sheet
columns = Columns
column = Column

## Audit
audit-lead = Changes and denied requests.
audit-who = Search by user
when = Time
who = User
not-signed-in = Not signed in
# What a user did: with the user before it and the name of the object after it, this is a sentence.

act-post-connections = added the connection
act-patch-connections = changed the connection
act-delete-connections = removed the connection
act-post-connections-verify = verified the connection
act-post-connections-lists = created the Klaviyo list
act-post-klaviyo-sign-ins = started to sign in to Klaviyo for
act-post-klaviyo-sign-ins-complete = signed in to Klaviyo for
act-post-exports = added the export
act-patch-exports = changed the export
act-delete-exports = removed the export
act-post-exports-check = checked the export
act-post-exports-duplicate = duplicated the export
act-post-exports-detach = detached from its connection the export
act-post-exports-runs = started a run of
act-post-exports-run = started (from another system) a run of
act-post-exports-preview = requested a preview of
act-post-preview = requested a preview
act-post-segment-preview = requested a preview of a segment
act-post-segment-definitions = defined the segment
act-patch-segments-format = changed the format of the segment
act-patch-segment-definitions = changed the definition of the segment
act-delete-segment-definitions = removed the definition of the segment
act-post-changes-approve = approved a change of
act-post-changes-reject = rejected a change of
act-patch-schedules = changed the schedule of
act-post-run-all = ran all exports, including
act-post-runs-cancel = canceled a run of
act-post-runs-retry = retried a run of
act-post-runs-confirm-removal = confirmed a removal of
act-post-runs-confirm = confirmed a run of
act-post-runs-undo = undid a run of
act-post-runs-source-row = viewed a row of the segment in
act-post-users-search = searched for users
act-post-runs-rejects-search = searched the rows not sent of
act-post-runs-rejects-download = downloaded search results from the rows not sent of
act-post-runs-held-removals-search = searched the people to remove in
act-post-notifications = added the notification
act-patch-notifications = changed the notification
act-delete-notifications = removed the notification
act-post-notifications-test = tested the notification
act-post-people-lookup = looked up a person
act-post-people-erasures = requested the erasure of a person's data
act-post-exports-list-checks = checked the list of
act-post-list-checks-repair = repaired the list of
action = Action
resource = Resource
result = Result
result-changed = Changed
result-denied = Denied
change = Change
change-fields =
    { $count ->
        [one] { $count } field
       *[other] { $count } fields
    }

## Settings
system-refresh = System refresh
system-refresh-text = Exports with a scheduled refresh run at these times. They are set when the app is deployed.
system-refresh-off = The system refresh is off.
notifications = Notifications
notifications-text = Notify a webhook, Teams or Slack when something needs attention.
no-notifications = No notifications yet
add-notification = Add notification
edit-notification = Edit notification
remove-notification-text = No more messages are sent there.
address = URL
address-hint = An https URL. It is stored in the key vault and never shown again.
address-keep = Leave empty to keep { $url }
message-language = Language of the messages
notify-about = Notify me about
event-run-failed = Failed runs
event-run-held = Runs and removals that need confirmation
event-run-completed-with-warnings = Runs with warnings
event-run-recovered = Recovered runs
event-run-started = Started runs
event-run-succeeded = Successful runs
event-alert-raised = Raised alerts
event-alert-resolved = Resolved alerts
event-connection-key-problem = Problems with keys
test = Test
notification-delivered = Test message delivered.
notification-not-delivered = Test message not delivered: { $problem }
notification-failing = Delivery failing
notification-enabled = Enabled
notification-disabled = Disabled
signing-secret = Signing secret
signing-secret-text = Proves that a message comes from this app. Copy it now: it is shown only once.
erasure = Erase a person's data
erasure-text = Deletes the data that this app stores about a person.
erasure-klaviyo = Also ask Klaviyo to delete the profile
erasure-klaviyo-text = This can't be undone.
erase = Erase
erasure-ask = Erase this person's data?
erasure-app = Data this app stores about this person will be deleted.
erasure-both = Data this app stores about this person will be deleted, and Klaviyo will permanently delete the profile.
erasure-done =
    Removed from { $snapshots ->
        [one] { $snapshots } snapshot
       *[other] { $snapshots } snapshots
    } and { $files ->
        [one] { $files } file
       *[other] { $files } files
    }.
erasure-none = No data found for this person.
erasure-queued = Waiting to be erased. You can leave this page.
erasure-failed = Not everything was erased
erasure-in-audit = The audit keeps the result.
erasure-result = Result of the erasure
erasure-repeat = Request the erasure again: what was already erased stays erased.
erasure-refused-some = Deleted in this app, but not in every Klaviyo account
erasure-no-accounts = There is no Klaviyo account to ask.
erasure-requested = Klaviyo was asked to delete the profile.
erasure-refused = Deleted in this app, but not in Klaviyo
about = About
version = Version
api-description = API description
libraries = Libraries
licences = Licences

## Another user was faster
conflict-title = Someone else changed this in the meantime
conflict-text = Load their version and make your change again, or overwrite theirs with yours.
conflict-reload = Load their version
conflict-overwrite = Overwrite

## Errors, by the API's type: a title and what to do
error-network = The app can't be reached
error-network-help = Check your internet connection, then try again.
error-internal-help = Try again later. If the problem continues, an administrator can find the cause in the app's log.
error-configuration-help = An administrator must fix the setting named below.
error-invalid-request-help = Correct the values named below, then try again.
session-expired = Your session has expired
error-sign-in-required-help = Sign in again in a new tab. What you entered here stays.
error-not-allowed-help = Ask an administrator for the role or connection you need.
error-not-found-help = It was removed, or the address is wrong.
error-method-not-allowed-help = Reload the page. The app was probably upgraded.
error-cross-site-help = Open this page directly, then try again.
error-conflict-help = See the details below.
error-connection-in-use-help = Choose what should happen to these exports.
error-segment-in-use-help = Give these exports another segment, or remove them first.
error-approval-required-help = The request was recorded. Ask another administrator to approve it.
error-already-exported-help = Change that export, or choose another list or segment.
error-run-active-help = Wait until the run ends, or cancel it.
error-stale-version-help = Reload the page, then make your change again.
error-request-too-large-help = An administrator can find the file in storage under the name below.
error-length-required-help = Nothing was changed. Reload the page and try again.
error-idempotency-key-reused-help = Nothing was started. Check the runs of the export, then start it again.
error-run-failed-help = See the cause below, then run the export again.
error-segment-not-found-help = Check that the system that writes it has run, and that its name hasn't changed.
error-segment-empty-help = Nothing was sent. Check the system that writes the segment.
error-segment-unreadable-help = Export it again, as described below.
error-segment-inaccessible-help = Ask an administrator to make its files readable, as described below, then run the export again.
error-segment-too-large-help = Split the segment, or ask an administrator to raise the limit.
error-retry-record-missing-help = Start a new run. It sends every row that Klaviyo has not accepted.
error-undo-record-missing-help = No one was removed. If people must still be removed from the list, remove them in Klaviyo.
error-staging-lost-help = Start a new run.
error-temp-disk-full-help = Split the segment, or ask an administrator to give the app more disk.
error-segment-changed-help = Run the export again once the segment is complete.
error-held-for-confirmation-help = Nothing was sent. Check what the run would change in Klaviyo. If this is correct, confirm the run.
error-canary-failed-help = Klaviyo did not accept enough of it, so the rest was not sent. Check the rows that were not sent, fix the cause, and run the export again.
error-canary-not-confirmed-help = The rest was not sent. Run the export again, and confirm the run when it waits for confirmation.
error-list-check-outdated-help = The export ran while its list was read. Check the list again.
error-over-limit-help = Nothing was sent. Make the segment smaller or raise the limit of the export.
error-column-missing-help = Nothing was sent. Change the data matching of the export, or the segment.
error-definition-invalid-help = Nothing was sent. Change the definition, or export the table again.
error-connection-missing-help = Choose another connection, then run the export again.
error-list-not-found-help = Choose another list: this one was deleted in Klaviyo, or belongs to another account.
error-key-refused-help = Ask an administrator to replace the key of the connection or to sign in to Klaviyo again, then run the export again.
error-nondeterministic-preparation-help = Run the export again.
error-step-failed-help = Retry the run. If it fails again, an administrator can find the cause in the app's log.
error-chunk-refused-help = These rows are listed as rejected.
error-state-conflict-help = Try again.
more-errors =
    { $count ->
        [one] { $count } more problem isn't listed.
       *[other] { $count } more problems aren't listed.
    }
error-unavailable-help = Try again in a few minutes.
error-rate-limited-help = Try again in a minute. This limit is shared with other integrations.
error-newer-version-help = Ask an administrator to complete the upgrade, then try again.
error-webhook-failed-help = Check its URL, then test again.
error-preview-active-help = Wait until it is ready, then try again.
error-undo-impossible-help = Check the reason on the run's page.

# Approval of sensitive changes by a second administrator.
pending-change = Waiting for approval
pending-change-text = { $who } requested { $fields }. Another administrator has to approve it.
approve = Approve
reject = Reject

# Segments that are defined in the app.
define-segment = Define segment
edit-definition = Change definition
define-segment-lead = People from a table in storage, chosen by conditions. Exports use the segment like any other.
segment-name = Segment name
segment-name-hint = Exports use it. It can't be changed later.
rule = Choose people
rule-conditions = With conditions
rule-conditions-text = Compare columns of the table of people and of a table of members.
rule-select = With a SELECT query
rule-select-text = One query in DuckDB SQL, for administrators only.
rule-select-hint = Put table names in double quotes. All columns are text. $today and $now are the date and time of the run.
rule-table = Table of people
rule-zone-hint = Days begin at midnight in this time zone.
rule-preview = People now
rule-count = Count people
rule-preview-blocked = Complete the definition first
unreadable-rows = Rows that can't be read
known-segment = Segment in Customer Insights
known-segment-hint = From the table of segment membership.
known-segment-partly = From the table of segment membership. Not all of its rows were read: segments may be missing.
member-table = Table of members
member-table-hint = Only people whose key is in this table. Leave empty for all.
member-key = Key in the table of members
profile-key = Key in the table of people
member-conditions = Conditions for members
conditions = Conditions
conditions-incomplete = A condition is incomplete: choose a column and enter a value.
condition-group = Group of conditions
match = Match
match-all = All of these
match-any = At least one of these
add-condition = Add condition
add-condition-group = Add group
remove-condition-group = Remove group
remove-condition = Remove the condition on { $name }
operator = Comparison
values-one = Value
values-several = Values, separated by semicolons
values-days = Number of days
columns-all = All columns
columns-chosen = Selected columns
remove-segment = Remove segment?
remove-segment-text = Its definition is deleted. Data in storage and in Klaviyo stays.
operator-is-any-of = is any of
operator-is-none-of = is none of
operator-contains = contains
operator-contains-not = doesn't contain
operator-starts-with = begins with
operator-ends-with = ends with
operator-has-any-of = list has any of
operator-has-none-of = list has none of
operator-is-blank = is blank
operator-is-not-blank = is not blank
operator-less-than = is less than
operator-at-most = is at most
operator-more-than = is more than
operator-at-least = is at least
operator-is-true = is true
operator-is-false = is false
operator-before = is before
operator-on-or-after = is on or after
operator-in-last-days = is within the last days
operator-before-last-days = is before the last days
operator-in-next-days = is within the next days

## Impact and list check
impact-title = What the run would change in Klaviyo
impact-says-added =
    { $count ->
        [0] No one joins the list.
        [one] 1 person joins the list.
       *[other] { $count } people join the list.
    }
impact-says-new =
    { $count ->
        [one] { $number } profile is new to Klaviyo and counts toward your plan.
       *[other] { $number } profiles are new to Klaviyo and count toward your plan.
    }
impact-says-none-new = No new profiles count toward your plan.
impact-says-flows = Flows start for these people: { $flows }.
impact-says-no-flows = No flows start.
impact-added = People new to the list
impact-new = New profiles
impact-about = about { $count }
impact-plan = Plan after the run
impact-plan-text = { $used } of { $allowed } profiles ({ $share })
impact-flows = Flows that start
impact-no-flows = None
impact-opt-in = Opt-in of the list
impact-single_opt_in = Single opt-in
impact-double_opt_in = Double opt-in
impact-scopes = Missing scopes
confirm-run = Confirm and run
confirm-run-text = A new run may create new profiles in Klaviyo (at most { $count }). Check the figures before you confirm.
run-confirmed = The run was started.
list-check = List check
list-check-text = Reads the list back from Klaviyo and compares it with what this export sent. Nothing is changed.
check-list = Check list
list-check-reading = Reading the list. People so far: { $count }
list-check-at = Checked
list-check-on-list = On the list
list-check-expected = Expected
list-check-missing = Missing
list-check-suppressed = Can't receive email marketing
list-check-foreign = Not from this export
list-check-repaired = Repaired by
repair-list = Send missing people again
repair-list-text = A run sends the missing people again ({ $count }). This also adds people who left the list on purpose: check the file first.
hold-when = Wait for confirmation
hold-when-hint = If one of these is true, the run waits before anything is sent.
hold-new = More new profiles than
hold-plan = More of the plan than (%)
hold-flows = The list starts a live flow
canary = First portion
canary-hint = A few people are sent first. If this succeeds, the rest follows.
canary-profiles = People to send first
canary-percent = Or percentage (%)
canary-then = If it succeeds
canary-continue = Send the rest automatically
canary-wait = Wait for confirmation
canary-max-failed = End the run if more fail than (%)
canary-hours = Wait at most (hours)
canary-invalid = Enter whole numbers within the limits of the fields.
canary-waits = The rest waits for your confirmation
canary-waits-text = The first portion was sent. Check it in Klaviyo, then send the rest. The run waits until
canary-people = People sent first
canary-confirmed-by = Confirmed by
canary-size =
    { $count ->
        [one] 1 person
       *[other] { $count } people
    }
canary-size-percent = { $share } of the people
canary-next-wait = The next run again sends a first portion ({ $size }) of those who were not sent, and waits for confirmation again.
canary-next-continue = The next run again sends a first portion ({ $size }) of those who were not sent. If it succeeds, the rest follows.
canary-next-all = The next run sends the rest at once, without a first portion.
canary-next-on-demand = It starts when someone selects “Run”.
canary-sending = Being sent and checked
canary-waiting = Waiting for confirmation
canary-confirmed = Confirmed
canary-passed = Sent. The rest follows or was sent.
canary-stopped = The run ended before the rest was sent
send-others = Send the rest
send-others-text = All other people of this run are sent to Klaviyo.
others-sent = Confirmed. The rest is being sent.
check-every = Check the list every (days)
check-every-hint = Compares the list in Klaviyo with what was sent.
days-invalid = Enter a whole number of days from 1 to 30.

# Links to the documentation

help-all = Help
help-page = Help for this page
help-about = Help: { $title }
learn-more = Learn more
new-tab = opens in a new tab

# Beside the steps of an export

summary = Summary
sample-profile = Sample profile
sample-profile-text = The first row of the segment, with this data matching. The preview checks all rows.

# Sentences of the audit: who did what to what

audit-done = { $who } { $action } { $target }.
audit-done-alone = { $who } { $action }.
audit-denied = { $who } was not allowed: { $action }
audit-denied-unknown = A request without sign-in was refused: { $action }

# What happened to a person, and the row log.
people = People
lookup = What happened to a person
lookup-text = Shows each run that sent, rejected or removed this person. The audit records the search, but not the person.
lookup-days = Time range
lookup-last-days = Last { $count } days
look-up = Look up
lookup-now = On lists now
lookup-managed = on the list
lookup-departed = left the segment
lookup-known = known, but not on the list
lookup-on-none = No export keeps this person on its list now.
lookup-runs = In runs
lookup-truncated = Only the newest results are shown. Choose a shorter time range.
lookup-fields = Fields sent
unseen-no_row_log = no row log, so only rows not sent are known
unseen-unchanged_not_logged = unchanged rows aren't in the row log
unseen-other_identifiers = identifies people differently
unseen-log_deleted = the row log was deleted
unseen-active = still running
person-latest = Latest result: { $outcome }
person-do-arrived = Klaviyo has this profile. Check there whether the profile is suppressed, and whether the campaign's filters leave it out. A list check on the page of the export shows whether the person is still on the list.
person-do-removed = The person left the segment. If that is wrong, check the segment.
person-do-removal-held = Review the removal on the page of the run.
person-do-opted-out = The person opted out in Klaviyo, so messages aren't sent.
person-do-erased = No action needed: this was requested.
person-do-failed = Retry the run, or start a new one.
person-do-none = The person was in no row that these runs show, or is known by another identifier. Check the segment. If the address in it is mistyped, find it among the rows not sent on the page of the last run.
person-accepted = Accepted by Klaviyo
person-unchanged = Unchanged, not sent again
person-duplicate = Duplicate: a later row was used
person-rejected = Rejected
person-failed = Failed
person-uncertain = Sent, result unknown
person-added = Added to the list
person-removed = Removed from the list
person-cleared = Fields cleared
person-subscribed = Subscribed
person-unsubscribed = Unsubscribed
person-suppressed = Suppressed
person-not-done = Not done: { $what }
person-identifier_left_out = Not sent: shared by several people
person-identifier_sent = Sent, although shared by several people
person-removal_held = Removal is waiting for confirmation
person-opted_out = Opted out in Klaviyo
person-erased = Data erased on request
person-why-unsubscribed = Unsubscribed in Klaviyo
person-why-complained = Marked a message as spam
person-why-suppressed = Suppressed in Klaviyo
person-why-bounced = Messages bounced
person-why-invalid_address = Invalid address
person-why-on_other_export = Another export keeps the person on the list
person-why-not_possible = No phone number, or not on the list
person-why-joined_at_another_time = Joined the list at another time
person-why-not_completed = The run ended first
row-log = Keep a row log
row-log-name = Row log
row-log-off = Off
row-log-on = On
row-log-with-fields = On, with the fields sent
row-log-hint = Records what happened to each row, with personal data. Runs take longer.
row-log-fields = Also keep the fields sent
lookup-searching =
    { $count ->
        [one] { $count } run searched so far…
       *[other] { $count } runs searched so far…
    }
lookup-none =
    { $count ->
        [one] Nothing found in { $count } run.
       *[other] Nothing found in { $count } runs.
    }
lookup-unseen =
    { $count ->
        [one] { $count } run doesn't show everything
       *[other] { $count } runs don't show everything
    }

## Undoing a run
undo-run = Undo this run
undo-started = The run is being undone.
undo-not-possible = This run cannot be undone
undo-people =
    { $count ->
        [one] 1 person added by this run is removed from the Klaviyo list. If they were on the list before, or another export keeps them on it, they stay.
       *[other] Up to { $count } people added by this run are removed from the Klaviyo list. People who were on the list before, or whom another export keeps on it, stay.
    }
undo-stays = This doesn't change:
remains-profiles = The profiles in the Klaviyo account.
remains-fields = The values that the run wrote into profiles.
remains-consent = Subscriptions and unsubscriptions.
remains-flows = Flows and messages that have already started.
remains-removals = People whom the run removed from the list stay removed.
undo-pause = Pause the export first
undo-pause-hint = Otherwise its next run adds these people again, and flows start again.
undo-until = The run can be undone until
undoes-run = This run undoes another run
run-undone = This run was undone
