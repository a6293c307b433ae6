# The page's words in English: the source of all other languages.

## The frame
app-name = Segments to Klaviyo
skip = Skip to the content
menu = Menu
navigation = Pages
language = Language
theme = Appearance
theme-system = As the device
theme-light = Light
theme-dark = Dark
sign-in = Sign in
sign-out = Sign out
loading = Loading …
role-administrator = Administrator
role-contributor = Contributor
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
details = Details
name = Name
type = Type
format = Format
email = Email
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
choose = Choose …
optional = (optional)
required = (required)
needed = This is needed.
name-taken = Another one has this name already.
try-again = Try again
load-more = Load more
nothing-found = Nothing found
clear-filters = Clear the filters
more-of = More for { $name }
rows-about = about { $count }
created = Created
started = Started
ended = Ended
queued = Queued
took = Took
read = Read
accepted = Accepted
not-sent = Not sent
updated = Updated
chunks = Import jobs
condition = Condition
identifier = ID
warnings = Warnings
notes = Good to know
per-second =
    { $count ->
        [one] { $count } profile per second
       *[other] { $count } profiles per second
    }

## Who cannot come in
door-nobody = Sign in to see your exports
door-nobody-words = This page shows what is sent to Klaviyo. Sign in with the account of your organisation.
door-stranger = Your account has no role here
door-stranger-words = You are signed in, but nobody has given you a role in this app. Ask an administrator for Viewer, Contributor or Administrator in Microsoft Entra ID, then sign in again.
door-other-account = Use another account
door-unreachable = The app does not answer
door-not-allowed = This page is not for your role
door-not-there = There is nothing at this address

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
exports-lead = What is sent where. Saving an export does not run it.
exports-count =
    { $count ->
        [one] { $count } export
       *[other] { $count } exports
    }
search-exports = Search exports
add-export = Add export
edit-export = Edit export
copy-of = Copy of { $name }
last-run = Last run
next-run = Next run
next-runs = Next runs
permissions = Permissions
may-manage = Manage
may-view = View only
never-run = Never run
detached = No connection
connection-closed = For administrators only
run-named = Run { $name }
run-all = Run all
run-all-words = Runs every export that has an active schedule and that you manage, now.
run-all-started =
    { $count ->
        [one] { $count } run was started.
       *[other] { $count } runs were started.
    }
run-all-refused =
    { $count ->
        [one] { $count } export could not start:
       *[other] { $count } exports could not start:
    }
run-full = Send everything again
watch = Watch
switch-on = Switch schedule on
switch-off = Switch schedule off
no-exports = No exports yet
first-connection = An administrator adds a connection to a Klaviyo account.
first-export = Add an export: which segment goes to which list.
first-run = Run it, and see what became of every row.
first-ask = Ask an administrator to add a connection and open it to contributors.
ask-detach = Take the connection away from { $name }?
ask-detach-words = The export stays as it is, but does not run until it gets another connection.
ask-remove = Remove { $name }?
ask-remove-words = The export and what it remembers of sent profiles are deleted. Profiles stay in Klaviyo, and past runs stay in the history.
ask-run-full = Send everything of { $name } again?
ask-run-full-words = All profiles are sent, also those that have not changed since the last run.
ask-switch-on = Switch on the schedule of { $name }?
ask-switch-on-words = From now on it runs by itself.
ask-switch-off = Switch off the schedule of { $name }?
ask-switch-off-words = It stays as it is and runs only on demand.
done-detach = { $name } has no connection now.
done-remove = { $name } was removed.
done-switch = The schedule of { $name } was changed.
done-full = { $name } was started.
export-what = What is sent where
detached-title = This export has no connection
detached-words = It does not run until it gets one.
choose-connection = Choose a connection
all-runs = All runs
never-run-title = Not run yet
never-run-words = Run it, and see here what became of every row.
history = History of the runs
history-words =
    { $count ->
        [one] Rows of the last run
       *[other] Rows of the last { $count } runs
    }

## Schedules
schedule = Schedule
schedule-manual = On demand
schedule-manual-words = It runs when somebody starts it.
schedule-refresh = Scheduled refresh
schedule-refresh-words = With the system refresh, next:
schedule-own = Own schedule
schedule-own-words = At times of its own, daily or on certain days.
schedule-segment_updated = When the segment is updated
schedule-segment_updated-words = As soon as a new version of the segment is complete.
schedule-cron = { $expression } ({ $zone })
schedule-daily = Daily at { $times } ({ $zone })
schedule-weekly = { $days } at { $times } ({ $zone })
schedule-off = Switched off
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
cron-write = Write a cron expression
quiet-seconds = Wait for quiet, in seconds
quiet-seconds-hint = The segment is complete when nothing was written for so long.
enabled = Schedule switched on
enabled-hint = Switched off, it runs only on demand.

## Steps of an export
steps = Steps
step-bad = something is missing
step-connection = Connection and list
step-connection-words = Which Klaviyo account and list the profiles go to.
step-segments = Segments
step-segments-words = Whose profiles are sent.
step-matching = Data matching
step-matching-words = Which column fills which field in Klaviyo. Email is required.
step-rules = Mode and schedule
step-rules-words = What a run may do, and when it runs.
step-preview = Preview and save
step-preview-words = What a run would do with the data as it is now. Nothing is sent yet.
save-and-run = Save and run
export-name = Name of the export
connection-for-export = Connection for export
klaviyo-list = Klaviyo list
list-how = How to find the list
list-by-name = By name
list-by-id = By list ID
list-id = Klaviyo list ID
list-id-hint = In Klaviyo: the list, then Settings.
list-id-wrong = A list ID has letters and digits only.
list-found = This is the list { $name }.
list-unknown = The account has no list with this ID.
new-list = Make a new list
new-list-name = Name of the new list
new-list-make = Make the list
segments-needed = Choose a segment.
segments-several = The segments are sent as one. Whoever is in several of them is sent once.
segment-gone = { $name } does not lie in storage
segment-gone-words = Choose another segment, or check the export that writes it.
rows-count =
    { $count ->
        [one] { $rows } row
       *[other] { $rows } rows
    }
columns-unknown = The columns of the segment cannot be read
suggested = Suggested from the names of the columns
suggested-words = Check every line and change what is wrong.
klaviyo-field = Field in Klaviyo
comes-from = Comes from
examples = Examples
examples-doubtful = This does not look right: { $examples }
column-for = Column for { $name }
column-gone = The segment has no such column.
email-needed = Choose the column with the email address.
not-sent-field = Not sent
fixed-value = Same value for everybody
fixed-value-choice = Same value for everybody …
add-field = Add a field
add-property = Add a property
property-name = Name of the property
remove-property = Remove { $name }
type-for = Type of { $name }
type-auto = As in the data
type-string = Text
type-number = Number
type-boolean = Yes or no
type-date = Date
type-datetime = Date and time
type-list = List
blank-clear = Blank values clear the field
all-other-columns = All other columns, as properties
unused-columns =
    { $count ->
        [one] { $count } column is not used: { $columns }
       *[other] { $count } columns are not used: { $columns }
    }
no-unused-columns = Every column is used.
data-matching = Data matching
mode = Mode
mode-upsert = Add and update
mode-upsert-words = Profiles are added to the list and kept up to date. Nobody is removed from it.
mode-mirror = Mirror the segment
mode-mirror-words = Who leaves the segment is also removed from the list. The profile itself and its consent stay.
removal-limit = Stop before removing more than (percent)
removal-limit-hint = A run that would remove more waits for somebody to confirm it.
profile-limit = Profile limit
profile-limit-hint = A run over the limit sends nothing and is skipped. The original connector had { $limit }.
limit-wrong = A whole number from 1 on.
default-country = Country of phone numbers
default-country-hint = Where numbers without a country code are read.
default-country-none = None: such numbers are left out
shared-identifiers = People who share a phone number or external ID
shared-identifiers-hint = Klaviyo merges such profiles, and that cannot be undone.
shared-leave-out = Leave the shared value out
shared-leave-out-words = The profiles are sent without it.
shared-send-last = Send it with the last of them
shared-send-last-words = The others are sent without it.
subscribe = Subscribe to email marketing
subscribe-on = Email marketing
subscribe-hint = Profiles that gave their consent are also subscribed.
subscribe-warning = This can subscribe people who had opted out
subscribe-warning-words = Klaviyo lifts earlier unsubscribes of whoever is subscribed. Use a column that holds consent given after that.
subscribe-column = Column with the consent
subscribe-values = Values that mean yes
subscribe-values-hint = Separated by commas.
subscribe-at = Column with the time of the consent
subscribe-source = Source, as Klaviyo shows it
preview-blocked = Something is missing
preview-preparing = The segment is being read …
preview-title = What a run would do
preview-words = Counted with the data as it is now. Nothing was sent.
preview-as-new = Counted as if the export were new.
preview-time = Klaviyo needs at least
preview-profiles = The first profiles, as they would be sent
preview-again = Preview again
unused = Columns not used

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
runs-lead = What is happening, and what happened.
no-runs = No runs yet
no-runs-words = Run an export, and it appears here.
run-ended = The run has ended: { $state }
run-nothing = No row was read
cancel-run = Cancel the run
cancel-asked = The run is being canceled
retry = Retry
ask-cancel-run = Cancel the run?
ask-cancel-run-words = Nothing more is sent. What Klaviyo has taken stays there.
ask-retry = Retry this run?
ask-retry-words = What was not accepted is sent again; accepted profiles are left as they are.
renew-key = Renew key
progress = Progress
stage-preparing = Preparing
stage-uploading = Uploading
stage-importing = Importing at Klaviyo
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
time-left-words = Klaviyo takes 10 jobs a second and 150 a minute. Other integrations share these limits.
flow-title = Where the rows went
flow-read =
    { $count ->
        [one] row read
       *[other] rows read
    }
flow-removed =
    { $count ->
        [one] { $count } profile was removed from the list.
       *[other] { $count } profiles were removed from the list.
    }
flow-cleared =
    { $count ->
        [one] Blank values cleared fields of { $count } profile.
       *[other] Blank values cleared fields of { $count } profiles.
    }
flow-subscribed =
    { $count ->
        [one] { $count } profile was subscribed to email marketing.
       *[other] { $count } profiles were subscribed to email marketing.
    }
count-added = Added
count-added-words = New on the list.
count-updated = Updated
count-updated-words = Sent before, changed since.
count-accepted = Accepted
count-accepted-words = Klaviyo has them.
count-unchanged = Unchanged
count-unchanged-words = As they were sent before; not sent again.
count-duplicates = Duplicates
count-duplicates-words = The same person stands further down.
count-rejected = Rejected
count-rejected-words = Not sent: the row has to be corrected.
count-failed = Failed
count-failed-words = Sent again by a retry.
count-open = On the way
count-open-words = Not settled yet.
count-removed = Removed from the list
started-by = Started by
speed = Speed
retry-of = Retry of
removal-held = The removal waits for you
removal-held-words =
    { $count ->
        [one] { $count } profile ({ $share }) would leave the list. That is unusual: check the segment before you confirm.
       *[other] { $count } profiles ({ $share }) would leave the list. That is unusual: check the segment before you confirm.
    }
removal-confirmed = The removal was confirmed.
confirm-removal = Confirm the removal

## Rejects
rejects = Rows not sent
rejects-words = Every row is listed once, with where it stands in the segment.
rejects-closed = Only those who manage the export see these rows
rejects-closed-words = They hold personal data.
download-csv = Download CSV
reason = Reason
outcome = Outcome
line = Line
file = File
reason-email_missing = No email address
reason-email_malformed = The email address is not well-formed
reason-profile_too_large = The profile is too large
reason-malformed_row = The row cannot be read
reason-duplicate = Stands further down again
reason-refused_by_klaviyo = Klaviyo refused the profile
reason-import_failed = Klaviyo could not import the profile
reason-chunk_failed = The import job failed
reason-not_sent = The run ended before
reason-unconfirmed = Handed over, the result is not known

## Connections
connections-lead = Klaviyo accounts that exports may send to.
connections-lead-others = Klaviyo accounts that you may use for exports.
add-connection = Add connection
edit-connection = Edit connection
search-connections = Search connections
no-connections = No connections yet
no-connections-words = A connection is a Klaviyo account that exports may send to. You need a private API key of that account.
display-name = Display name
display-name-hint = Whoever makes an export sees this name.
account = Account
last-used = Last used
who-may-use = Who can use this connection
access-administrators = Administrators
access-administrators-words = Only administrators make exports with it.
access-contributors = Contributors
access-contributors-words = Contributors, too, make exports with it. They see its name and type only.
authenticate = Authenticate with Klaviyo
from-key = With an API key
from-key-words = It is kept in the key vault and never shown again.
from-secret = With a secret in the key vault
from-secret-words = The key lies there already, under a name.
api-key = Klaviyo API key
api-key-hint = A private key with the scopes accounts:read, lists:read, lists:write, profiles:read and profiles:write.
secret-name = Name of the secret
consent-title = Data privacy and compliance
consent-words = With this connection you let customer data leave your organisation for Klaviyo. Klaviyo handles it under its own terms. You make sure that this is in line with your duties to your customers, and you can remove the connection at any time.
agree = I agree
consent-needed = Nothing is sent without your consent.
consent-given = Consent given
connect = Connect
connected = Connected
connected-words = The connection is saved. This is the account that the key belongs to.
verify = Verify
verified = The key is good
not-verified = The key is not good
missing-scopes = It lacks these scopes: { $scopes }
scope-subscriptions = The key has no subscriptions:write. Only exports that hand over consent need it.
scope-data-privacy = The key has no data-privacy:write. Only erasing a person at Klaviyo needs it.
renew-key-words = The new key has to belong to the same account. Exports go on with it at once.
connection-unused = No export uses this connection
remove-connection-words = The key is deleted from the vault, if the app put it there.
remove-connection-used =
    { $count ->
        [one] { $count } export uses this connection:
       *[other] { $count } exports use this connection:
    }
remove-connection-what = What becomes of the exports
remove-connection-detach = They stay, and do not run until they get another connection.
remove-connection-remove = They are deleted with the connection.
remove-exports = Remove exports

## Segments
segments-lead = What lies in storage, ready to be sent.
no-segments = No segments in storage
no-segments-words = Put a file into the segments container, for example Customers.csv, or let your system export there.
search-segments = Search segments
rows = Rows
size = Size
parts = Files
usable = Usable
problems-count =
    { $count ->
        [one] { $count } problem
       *[other] { $count } problems
    }
columns = Columns
column = Column

## Audit
audit-lead = Who changed what, and who was denied.
audit-who = Name of the person
when = When
who = Who
nobody = Nobody signed in
action = Action
target = Concerns
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
system-refresh-words = Exports with the scheduled refresh run at these times. They are settings of the deployment.
system-refresh-off = The system refresh is off.
notifications = Notifications
notifications-words = Tell a webhook, Teams or Slack when something needs attention.
no-notifications = Nobody is told yet
add-notification = Add notification
edit-notification = Edit notification
remove-notification-words = Nothing more is sent there.
address = Address
address-hint = An https address. It is kept in the vault and never shown again.
address-keep = Empty: it stays { $url }
events = Told of
event-run-failed = Failed runs
event-run-held = Removals that wait for a confirmation
event-run-completed-with-warnings = Runs with warnings
event-run-recovered = Runs that work again
event-run-started = Started runs
event-run-succeeded = Successful runs
event-alert-raised = Violated alert rules
event-alert-resolved = Alert rules that are met again
event-connection-key-problem = Problems with keys
test = Test
notification-delivered = The test arrived.
notification-not-delivered = The test did not arrive: { $problem }
notification-failing = Does not arrive
switched-on = Switched on
switched-off = Switched off
signing-secret = Signing secret
signing-secret-words = It proves that a message comes from this app. Copy it now: it is shown only once.
erasure = Erase a person
erasure-words = Deletes what this app keeps of a person.
erasure-klaviyo = Also ask Klaviyo to delete the profile
erasure-klaviyo-words = This cannot be undone.
erase = Erase
erasure-ask = Erase this person?
erasure-app = What the app keeps of this person is deleted.
erasure-both = What the app keeps of this person is deleted, and Klaviyo deletes the profile for good.
erasure-done = Done
erasure-refused = Deleted in this app, but not at Klaviyo
about = About
version = Version
api-description = Description of the API
libraries = Libraries
licences = Licences

## Somebody else was quicker
conflict-title = Someone else changed this in the meantime
conflict-words = Load their version and make your change again, or overwrite theirs with yours.
conflict-reload = Load their version
conflict-overwrite = Overwrite

## Errors, by the API's type: a title and what to do
error-network = The app cannot be reached
error-network-do = Check your connection to the internet, then try again.
error-internal = Something went wrong inside the app
error-internal-do = Try again later. If it stays, an administrator finds the cause in the app's log.
error-configuration = The app is not configured correctly
error-configuration-do = An administrator has to mend the setting named below.
error-invalid-request = Something in the form does not fit
error-invalid-request-do = Correct it and try again.
error-sign-in-required = You are not signed in any more
error-sign-in-required-do = Sign in again to go on.
error-not-allowed = You are not allowed to do this
error-not-allowed-do = Ask an administrator for the role or the connection you need.
error-not-found = Not found
error-not-found-do = It was removed, or the address is wrong.
error-method-not-allowed = The app does not take this request
error-method-not-allowed-do = Load the page anew: the app was probably upgraded.
error-cross-site = The request came from another website
error-cross-site-do = Open this page itself and try again.
error-conflict = This contradicts the current state
error-conflict-do = See below what it contradicts.
error-connection-in-use = Exports use this connection
error-connection-in-use-do = Choose what becomes of them.
error-already-exported = Another export sends this segment to this list
error-already-exported-do = Change that export, or choose another list or segment.
error-run-active = The export is running already
error-run-active-do = Wait for its end, or cancel that run.
error-stale-version = This was changed by another request
error-stale-version-do = Load it again, then make your change.
error-request-too-large = This is too large
error-request-too-large-do = An administrator finds the file in storage, under the name below.
error-length-required = The request was sent without its length
error-length-required-do = Nothing was changed. Reload the page and try again.
error-idempotency-key-reused = This start was already made in another way
error-idempotency-key-reused-do = Nothing was started. Look at the export's runs, then start it again.
error-run-failed = The run failed
error-run-failed-do = See below why, then run the export again.
error-segment-not-found = The segment does not exist
error-segment-not-found-do = Check whether the export that writes it has run, and whether its name is still the same.
error-segment-empty = The segment is empty
error-segment-empty-do = Nothing was sent. Check the export that writes the segment.
error-segment-unreadable = The segment cannot be read
error-segment-unreadable-do = Write the segment anew, as it says below.
error-segment-inaccessible = Storage refuses to return the segment
error-segment-inaccessible-do = Ask an administrator to make its files readable, as it says below, then run the export again.
error-segment-too-large = The segment is over a limit
error-segment-too-large-do = Split the segment, or ask an administrator to raise the limit.
error-retry-record-missing = The record of the rows to send again is gone
error-retry-record-missing-do = Start a new run. It sends every row that Klaviyo has not accepted.
error-temp-disk-full = The segment needs more temporary disk than there is
error-temp-disk-full-do = Split the segment, or ask an administrator to give the app more disk.
error-segment-changed = The segment was overwritten while it was read
error-segment-changed-do = Run the export again once the segment is complete.
error-over-limit = The run would exceed the profile limit
error-over-limit-do = Nothing was sent. Make the segment smaller or raise the limit of the export.
error-column-missing = A matched column is missing in the segment
error-column-missing-do = Nothing was sent. Change the data matching of the export, or the segment.
error-connection-missing = The export has no connection
error-connection-missing-do = Give it another connection, then run it again.
error-list-not-found = The Klaviyo list does not exist
error-list-not-found-do = Choose another list: it was deleted in Klaviyo, or belongs to another account.
error-key-refused = Klaviyo refused the API key
error-key-refused-do = An administrator renews the key of the connection, then run the export again.
error-nondeterministic-preparation = The run could not be continued
error-nondeterministic-preparation-do = Run the export again.
error-step-failed = A step of the run kept failing
error-step-failed-do = Retry the run. If it fails again, an administrator finds the cause in the app's log.
error-chunk-refused = Klaviyo refused the profiles
error-chunk-refused-do = The rows concerned are listed as rejected.
error-state-conflict = Another process changed the record
error-state-conflict-do = Try again.
error-unavailable = A service is not available at the moment
error-unavailable-do = Try again in a few minutes.
error-rate-limited = Klaviyo's rate limit is used up
error-rate-limited-do = Try again in a minute. Other integrations share this limit.
error-newer-version = The record was written by a newer version of the app
error-newer-version-do = An administrator finishes the upgrade, then try again.
error-webhook-failed = The webhook did not take the message
error-webhook-failed-do = Check its address, then test again.
error-preview-active = A preview is being made already
error-preview-active-do = Wait until it is ready, then try again.
