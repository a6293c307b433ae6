# Polski.

app-name = Segmenty do Klaviyo
skip = Przejdź do treści
menu = Menu
navigation = Strony
language = Język
theme = Wygląd
theme-system = Jak w urządzeniu
theme-light = Jasny
theme-dark = Ciemny
sign-in = Zaloguj się
sign-out = Wyloguj się
loading = Ładowanie …
role-administrator = Administrator
role-contributor = Współautor
role-viewer = Czytelnik

exports = Eksporty
export = Eksport
runs = Przebiegi
run = Uruchom
connections = Połączenia
connection = Połączenie
segments = Segmenty
segment = Segment
audit = Inspekcja
settings = Ustawienia
details = Szczegóły
name = Nazwa
type = Typ
format = Format
email = E-mail
state = Stan
actions = Akcje
all = Wszystkie
edit = Edytuj
remove = Usuń
duplicate = Duplikuj
detach = Odłącz
save = Zapisz
saved = Zapisano
cancel = Anuluj
close = Zamknij
done = Gotowe
next = Dalej
previous = Wstecz
choose = Wybierz …
optional = (opcjonalne)
required = (wymagane)
needed = To pole jest wymagane.
name-taken = Inny element ma już tę nazwę.
try-again = Spróbuj ponownie
load-more = Wczytaj więcej
nothing-found = Niczego nie znaleziono
clear-filters = Wyczyść filtry
more-of = Więcej dla { $name }
rows-about = około { $count }
created = Utworzono
started = Rozpoczęto
ended = Zakończono
queued = Dodano do kolejki
took = Czas trwania
read = Odczytane
accepted = Przyjęte
not-sent = Niewysłane
updated = Zaktualizowano
chunks = Zadania importu
condition = Kondycja
identifier = Identyfikator
warnings = Ostrzeżenia
notes = Warto wiedzieć
per-second =
    { $count ->
        [one] { $count } profil na sekundę
        [few] { $count } profile na sekundę
        [many] { $count } profili na sekundę
       *[other] { $count } profilu na sekundę
    }

door-nobody = Zaloguj się, aby zobaczyć swoje eksporty
door-nobody-words = Ta strona pokazuje, co jest wysyłane do Klaviyo. Zaloguj się kontem swojej organizacji.
door-stranger = Twoje konto nie ma tu żadnej roli
door-stranger-words = Logowanie się powiodło, ale nikt nie przydzielił Ci roli w tej aplikacji. Poproś administratora o rolę Viewer, Contributor lub Administrator w Microsoft Entra ID, a potem zaloguj się ponownie.
door-other-account = Użyj innego konta
door-unreachable = Aplikacja nie odpowiada
door-not-allowed = Ta strona nie jest dla Twojej roli
door-not-there = Pod tym adresem niczego nie ma

state-queued = W kolejce
state-preparing = Przygotowywanie
state-uploading = Wysyłanie
state-importing = Importowanie
state-successful = Powodzenie
state-completed_with_warnings = Ukończono z ostrzeżeniami
state-failed = Niepowodzenie
state-skipped = Pominięto
state-canceled = Anulowano
trigger = Uruchomienie
trigger-schedule = Harmonogram
trigger-on_demand = Na żądanie
trigger-segment_updated = Aktualizacja segmentu
trigger-api_key = Inny system

exports-lead = Co jest wysyłane i dokąd. Zapisanie eksportu nie uruchamia go.
exports-count =
    { $count ->
        [one] { $count } eksport
        [few] { $count } eksporty
        [many] { $count } eksportów
       *[other] { $count } eksportu
    }
search-exports = Szukaj eksportów
add-export = Dodaj eksport
edit-export = Edytuj eksport
copy-of = { $name } (kopia)
last-run = Ostatni przebieg
next-run = Następny przebieg
next-runs = Następne przebiegi
permissions = Uprawnienia
may-manage = Zarządzanie
may-view = Tylko wgląd
never-run = Nigdy nie uruchomiono
detached = Bez połączenia
connection-closed = Tylko dla administratorów
run-named = Uruchom { $name }
run-all = Uruchom wszystkie
run-all-words = Uruchamia teraz każdy eksport z aktywnym harmonogramem, którym zarządzasz.
run-all-started =
    { $count ->
        [one] Rozpoczęto { $count } przebieg.
        [few] Rozpoczęto { $count } przebiegi.
        [many] Rozpoczęto { $count } przebiegów.
       *[other] Rozpoczęto { $count } przebiegu.
    }
run-all-refused =
    { $count ->
        [one] { $count } eksport nie mógł się rozpocząć:
        [few] { $count } eksporty nie mogły się rozpocząć:
        [many] { $count } eksportów nie mogło się rozpocząć:
       *[other] { $count } eksportu nie mogło się rozpocząć:
    }
run-full = Wyślij wszystko ponownie
watch = Śledź
switch-on = Włącz harmonogram
switch-off = Wyłącz harmonogram
no-exports = Nie ma jeszcze eksportów
first-connection = Administrator dodaje połączenie z kontem Klaviyo.
first-export = Dodaj eksport: który segment trafia na którą listę.
first-run = Uruchom go i zobacz, co stało się z każdym wierszem.
first-ask = Poproś administratora o dodanie połączenia i udostępnienie go współautorom.
ask-detach = Odłączyć połączenie od { $name }?
ask-detach-words = Eksport pozostaje bez zmian, ale nie działa, dopóki nie otrzyma innego połączenia.
ask-remove = Usunąć { $name }?
ask-remove-words = Eksport i jego zapis o wysłanych profilach zostaną usunięte. Profile pozostaną w Klaviyo, a dawne przebiegi w historii.
ask-run-full = Wysłać ponownie wszystko z { $name }?
ask-run-full-words = Wysyłane są wszystkie profile, także te, które nie zmieniły się od ostatniego przebiegu.
ask-switch-on = Włączyć harmonogram { $name }?
ask-switch-on-words = Od teraz eksport uruchamia się sam.
ask-switch-off = Wyłączyć harmonogram { $name }?
ask-switch-off-words = Eksport pozostaje i działa tylko na żądanie.
done-detach = { $name } nie ma teraz połączenia.
done-remove = Usunięto { $name }.
done-switch = Zmieniono harmonogram { $name }.
done-full = Uruchomiono { $name }.
export-what = Co jest wysyłane i dokąd
detached-title = Ten eksport nie ma połączenia
detached-words = Nie działa, dopóki go nie otrzyma.
choose-connection = Wybierz połączenie
all-runs = Wszystkie przebiegi
never-run-title = Jeszcze nie uruchomiono
never-run-words = Uruchom go i zobacz tutaj, co stało się z każdym wierszem.
history = Historia przebiegów
history-words =
    { $count ->
        [one] Wiersze ostatniego przebiegu
        [few] Wiersze ostatnich { $count } przebiegów
        [many] Wiersze ostatnich { $count } przebiegów
       *[other] Wiersze ostatnich { $count } przebiegów
    }

schedule = Harmonogram
schedule-manual = Na żądanie
schedule-manual-words = Działa, gdy ktoś go uruchomi.
schedule-refresh = Zaplanowane odświeżenie
schedule-refresh-words = Razem z odświeżeniem systemu, następne:
schedule-own = Własny harmonogram
schedule-own-words = We własnych godzinach, codziennie lub w wybrane dni.
schedule-segment_updated = Po aktualizacji segmentu
schedule-segment_updated-words = Gdy tylko nowa wersja segmentu jest kompletna.
schedule-cron = { $expression } ({ $zone })
schedule-daily = Codziennie o { $times } ({ $zone })
schedule-weekly = { $days } o { $times } ({ $zone })
schedule-off = Wyłączony
at = O godzinie
how-often = Jak często
times-a-day =
    { $count ->
        [one] Raz dziennie
        [few] { $count } razy dziennie
        [many] { $count } razy dziennie
       *[other] { $count } raza dziennie
    }
days = Dni
time-zone = Strefa czasowa
cron = Wyrażenie cron
cron-hint = Minuta, godzina, dzień miesiąca, miesiąc, dzień tygodnia. Na przykład 0 6 * * 1
cron-write = Wpisz wyrażenie cron
quiet-seconds = Czekaj na spokój, w sekundach
quiet-seconds-hint = Segment jest kompletny, gdy tak długo nic nie zapisano.
enabled = Harmonogram włączony
enabled-hint = Wyłączony: eksport działa tylko na żądanie.

steps = Kroki
step-bad = czegoś brakuje
step-connection = Połączenie i lista
step-connection-words = Na które konto i którą listę Klaviyo trafiają profile.
step-segments = Segmenty
step-segments-words = Czyje profile są wysyłane.
step-matching = Dopasowywanie danych
step-matching-words = Która kolumna wypełnia które pole w Klaviyo. E-mail jest wymagany.
step-rules = Tryb i harmonogram
step-rules-words = Co przebieg może zrobić i kiedy działa.
step-preview = Podgląd i zapis
step-preview-words = Co zrobiłby przebieg z obecnymi danymi. Jeszcze niczego nie wysłano.
save-and-run = Zapisz i uruchom
export-name = Nazwa eksportu
connection-for-export = Połączenie do eksportu
klaviyo-list = Lista Klaviyo
list-how = Jak znaleźć listę
list-by-name = Według nazwy
list-by-id = Według identyfikatora listy
list-id = Identyfikator listy usługi Klaviyo
list-id-hint = W Klaviyo: otwórz listę, potem Settings.
list-id-wrong = Identyfikator listy ma tylko litery i cyfry.
list-found = To jest lista { $name }.
list-unknown = Konto nie ma listy o tym identyfikatorze.
new-list = Utwórz nową listę
new-list-name = Nazwa nowej listy
new-list-make = Utwórz listę
segments-needed = Wybierz segment.
segments-several = Segmenty są wysyłane jako jeden. Kto należy do kilku, jest wysyłany raz.
segment-gone = { $name } nie ma w magazynie
segment-gone-words = Wybierz inny segment lub sprawdź eksport, który go zapisuje.
rows-count =
    { $count ->
        [one] { $rows } wiersz
        [few] { $rows } wiersze
        [many] { $rows } wierszy
       *[other] { $rows } wiersza
    }
columns-unknown = Nie można odczytać kolumn segmentu
suggested = Zaproponowano według nazw kolumn
suggested-words = Sprawdź każdą linię i popraw, co jest błędne.
klaviyo-field = Pole w Klaviyo
comes-from = Pochodzi z
examples = Przykłady
examples-doubtful = To nie wygląda poprawnie: { $examples }
column-for = Kolumna dla { $name }
column-gone = Segment nie ma takiej kolumny.
email-needed = Wybierz kolumnę z adresem e-mail.
not-sent-field = Nie jest wysyłane
fixed-value = Ta sama wartość dla wszystkich
fixed-value-choice = Ta sama wartość dla wszystkich …
add-field = Dodaj pole
add-property = Dodaj właściwość
property-name = Nazwa właściwości
remove-property = Usuń { $name }
type-for = Typ dla { $name }
type-auto = Jak w danych
type-string = Tekst
type-number = Liczba
type-boolean = Tak lub nie
type-date = Data
type-datetime = Data i godzina
type-list = Lista
blank-clear = Puste wartości czyszczą pole
all-other-columns = Wszystkie inne kolumny, jako właściwości
unused-columns =
    { $count ->
        [one] { $count } kolumna nie jest używana: { $columns }
        [few] { $count } kolumny nie są używane: { $columns }
        [many] { $count } kolumn nie jest używanych: { $columns }
       *[other] { $count } kolumny nie jest używane: { $columns }
    }
no-unused-columns = Wszystkie kolumny są używane.
data-matching = Dopasowywanie danych
mode = Tryb
mode-upsert = Dodaj i aktualizuj
mode-upsert-words = Profile są dodawane do listy i aktualizowane. Nikt nie jest z niej usuwany.
mode-mirror = Odzwierciedlaj segment
mode-mirror-words = Kto opuści segment, jest też usuwany z listy. Sam profil i jego zgoda pozostają.
removal-limit = Zatrzymaj przed usunięciem więcej niż (procent)
removal-limit-hint = Przebieg, który usunąłby więcej, czeka na potwierdzenie.
profile-limit = Limit profili
profile-limit-hint = Przebieg ponad limit niczego nie wysyła i jest pomijany. Pierwotny łącznik miał { $limit }.
limit-wrong = Liczba całkowita od 1 wzwyż.
default-country = Kraj numerów telefonów
default-country-hint = Gdzie odczytywane są numery bez kodu kraju.
default-country-none = Brak: takie numery są pomijane
shared-identifiers = Osoby o wspólnym numerze telefonu lub identyfikatorze zewnętrznym
shared-identifiers-hint = Klaviyo scala takie profile i nie można tego cofnąć.
shared-leave-out = Pomiń wspólną wartość
shared-leave-out-words = Profile są wysyłane bez niej.
shared-send-last = Wyślij ją z ostatnią z nich
shared-send-last-words = Pozostałe są wysyłane bez niej.
subscribe = Zapisuj na marketing e-mail
subscribe-on = Marketing e-mail
subscribe-hint = Profile, które wyraziły zgodę, są też zapisywane.
subscribe-warning = To może zapisać osoby, które zrezygnowały
subscribe-warning-words = Klaviyo cofa wcześniejsze rezygnacje każdego, kto zostanie zapisany. Użyj kolumny ze zgodą wyrażoną później.
subscribe-column = Kolumna ze zgodą
subscribe-values = Wartości oznaczające tak
subscribe-values-hint = Oddzielone przecinkami.
subscribe-at = Kolumna z czasem zgody
subscribe-source = Źródło, jak pokazuje je Klaviyo
preview-blocked = Czegoś brakuje
preview-preparing = Segment jest odczytywany …
preview-title = Co zrobiłby przebieg
preview-words = Policzono na obecnych danych. Niczego nie wysłano.
preview-as-new = Policzono tak, jakby eksport był nowy.
preview-time = Klaviyo potrzebuje co najmniej
preview-profiles = Pierwsze profile, jak zostałyby wysłane
preview-again = Podgląd ponownie
unused = Nieużywane kolumny

field-email = E-mail
field-phone-number = Numer telefonu
field-external-id = Identyfikator zewnętrzny
field-first-name = Imię
field-last-name = Nazwisko
field-organization = Organizacja
field-title = Stanowisko
field-locale = Ustawienia regionalne
field-image = Obraz
field-location-address1 = Adres
field-location-address2 = Adres, druga linia
field-location-city = Miasto
field-location-region = Region
field-location-zip = Kod pocztowy
field-location-country = Kraj
field-location-timezone = Strefa czasowa
field-location-latitude = Szerokość geograficzna
field-location-longitude = Długość geograficzna
field-location-ip = Adres IP

runs-lead = Co się dzieje i co się wydarzyło.
no-runs = Nie ma jeszcze przebiegów
no-runs-words = Uruchom eksport, a pojawi się tutaj.
run-ended = Przebieg zakończony: { $state }
run-nothing = Nie odczytano żadnego wiersza
cancel-run = Anuluj przebieg
cancel-asked = Przebieg jest anulowany
retry = Ponów
ask-cancel-run = Anulować przebieg?
ask-cancel-run-words = Nic więcej nie zostanie wysłane. To, co Klaviyo przyjęło, tam pozostanie.
ask-retry = Ponowić ten przebieg?
ask-retry-words = To, czego nie przyjęto, jest wysyłane ponownie; przyjęte profile pozostają bez zmian.
renew-key = Odnów klucz
progress = Postęp
stage-preparing = Przygotowywanie
stage-uploading = Wysyłanie
stage-importing = Importowanie w Klaviyo
stage-waiting = Oczekiwanie
stage-read =
    { $count ->
        [one] odczytano { $count } wiersz
        [few] odczytano { $count } wiersze
        [many] odczytano { $count } wierszy
       *[other] odczytano { $count } wiersza
    }
stage-chunks =
    { $total ->
        [one] { $done } z { $total } zadania
        [few] { $done } z { $total } zadań
        [many] { $done } z { $total } zadań
       *[other] { $done } z { $total } zadania
    }
stage-chunks-open =
    { $done ->
        [one] dotąd { $done } zadanie
        [few] dotąd { $done } zadania
        [many] dotąd { $done } zadań
       *[other] dotąd { $done } zadania
    }
time-left = zostało co najmniej { $time }
time-left-words = Klaviyo przyjmuje 10 zadań na sekundę i 150 na minutę. Inne integracje dzielą te limity.
flow-title = Gdzie trafiły wiersze
flow-read =
    { $count ->
        [one] odczytany wiersz
        [few] odczytane wiersze
        [many] odczytanych wierszy
       *[other] odczytanego wiersza
    }
flow-removed =
    { $count ->
        [one] { $count } profil usunięto z listy.
        [few] { $count } profile usunięto z listy.
        [many] { $count } profili usunięto z listy.
       *[other] { $count } profilu usunięto z listy.
    }
flow-cleared =
    { $count ->
        [one] Puste wartości wyczyściły pola { $count } profilu.
        [few] Puste wartości wyczyściły pola { $count } profili.
        [many] Puste wartości wyczyściły pola { $count } profili.
       *[other] Puste wartości wyczyściły pola { $count } profilu.
    }
flow-subscribed =
    { $count ->
        [one] { $count } profil zapisano na marketing e-mail.
        [few] { $count } profile zapisano na marketing e-mail.
        [many] { $count } profili zapisano na marketing e-mail.
       *[other] { $count } profilu zapisano na marketing e-mail.
    }
count-added = Dodane
count-added-words = Nowe na liście.
count-updated = Zaktualizowane
count-updated-words = Wysłane wcześniej, od tego czasu zmienione.
count-accepted = Przyjęte
count-accepted-words = Klaviyo je ma.
count-unchanged = Niezmienione
count-unchanged-words = Takie jak wysłane wcześniej; nie są wysyłane ponownie.
count-duplicates = Duplikaty
count-duplicates-words = Ta sama osoba występuje niżej.
count-rejected = Odrzucone
count-rejected-words = Niewysłane: wiersz wymaga poprawy.
count-failed = Nieudane
count-failed-words = Zostaną wysłane przy ponowieniu.
count-open = W drodze
count-open-words = Jeszcze nierozstrzygnięte.
count-removed = Usunięte z listy
started-by = Uruchomił(a)
speed = Szybkość
retry-of = Ponowienie przebiegu
removal-held = Usuwanie czeka na Ciebie
removal-held-words =
    { $count ->
        [one] { $count } profil ({ $share }) opuściłby listę. To nietypowe: sprawdź segment, zanim potwierdzisz.
        [few] { $count } profile ({ $share }) opuściłyby listę. To nietypowe: sprawdź segment, zanim potwierdzisz.
        [many] { $count } profili ({ $share }) opuściłoby listę. To nietypowe: sprawdź segment, zanim potwierdzisz.
       *[other] { $count } profilu ({ $share }) opuściłoby listę. To nietypowe: sprawdź segment, zanim potwierdzisz.
    }
removal-confirmed = Usuwanie potwierdzono.
confirm-removal = Potwierdź usuwanie

rejects = Niewysłane wiersze
rejects-words = Każdy wiersz jest wymieniony raz, z miejscem w segmencie.
rejects-closed = Te wiersze widzą tylko osoby zarządzające eksportem
rejects-closed-words = Zawierają dane osobowe.
download-csv = Pobierz CSV
reason = Powód
outcome = Wynik
line = Wiersz
file = Plik
reason-email_missing = Brak adresu e-mail
reason-email_malformed = Niepoprawny adres e-mail
reason-profile_too_large = Profil jest zbyt duży
reason-malformed_row = Nie można odczytać wiersza
reason-duplicate = Występuje ponownie niżej
reason-refused_by_klaviyo = Klaviyo odrzuciło profil
reason-import_failed = Klaviyo nie mogło zaimportować profilu
reason-chunk_failed = Zadanie importu nie powiodło się
reason-not_sent = Przebieg zakończył się wcześniej
reason-unconfirmed = Przekazano, wynik nie jest znany

connections-lead = Konta Klaviyo, do których mogą wysyłać eksporty.
connections-lead-others = Konta Klaviyo, których możesz używać w eksportach.
add-connection = Dodaj połączenie
edit-connection = Edytuj połączenie
search-connections = Szukaj połączeń
no-connections = Nie ma jeszcze połączeń
no-connections-words = Połączenie to konto Klaviyo, do którego mogą wysyłać eksporty. Potrzebujesz prywatnego klucza API tego konta.
display-name = Wyświetlana nazwa
display-name-hint = Tę nazwę widzi każdy, kto tworzy eksport.
account = Konto
last-used = Ostatnio użyte
who-may-use = Kto może używać tego połączenia
access-administrators = Administratorzy
access-administrators-words = Tylko administratorzy tworzą z nim eksporty.
access-contributors = Współautorzy
access-contributors-words = Współautorzy także tworzą z nim eksporty. Widzą tylko nazwę i typ.
authenticate = Uwierzytelnij za pomocą Klaviyo
from-key = Kluczem interfejsu API
from-key-words = Jest przechowywany w magazynie kluczy i nigdy więcej niepokazywany.
from-secret = Wpisem tajnym w magazynie kluczy
from-secret-words = Klucz już tam jest pod pewną nazwą.
api-key = Klucz interfejsu API Klaviyo
api-key-hint = Klucz prywatny z zakresami accounts:read, lists:read, lists:write, profiles:read i profiles:write.
secret-name = Nazwa wpisu tajnego
consent-title = Prywatność danych i zgodność z przepisami
consent-words = Tym połączeniem pozwalasz, aby dane klientów opuściły Twoją organizację i trafiły do Klaviyo. Klaviyo przetwarza je na własnych warunkach. Ty zapewniasz, że jest to zgodne z Twoimi obowiązkami wobec klientów, i możesz usunąć połączenie w każdej chwili.
agree = Zgadzam się
consent-needed = Bez Twojej zgody nic nie jest wysyłane.
consent-given = Zgoda udzielona
connect = Połącz
connected = Połączono
connected-words = Połączenie zapisano. Klucz należy do tego konta.
verify = Sprawdź
verified = Klucz jest poprawny
not-verified = Klucz nie jest poprawny
missing-scopes = Brakuje zakresów: { $scopes }
scope-subscriptions = Klucz nie ma zakresu subscriptions:write. Potrzebują go tylko eksporty przekazujące zgody.
scope-data-privacy = Klucz nie ma zakresu data-privacy:write. Jest potrzebny tylko do wymazania osoby w Klaviyo.
renew-key-words = Nowy klucz musi należeć do tego samego konta. Eksporty od razu z nim działają.
connection-unused = Żaden eksport nie używa tego połączenia
remove-connection-words = Klucz zostanie usunięty z magazynu, jeśli umieściła go tam aplikacja.
remove-connection-used =
    { $count ->
        [one] { $count } eksport używa tego połączenia:
        [few] { $count } eksporty używają tego połączenia:
        [many] { $count } eksportów używa tego połączenia:
       *[other] { $count } eksportu używa tego połączenia:
    }
remove-connection-what = Co stanie się z eksportami
remove-connection-detach = Pozostają i nie działają, dopóki nie otrzymają innego połączenia.
remove-connection-remove = Zostaną usunięte razem z połączeniem.
remove-exports = Usuń eksporty

segments-lead = Co jest w magazynie, gotowe do wysłania.
no-segments = W magazynie nie ma segmentów
no-segments-words = Umieść plik w kontenerze segmentów, na przykład Customers.csv, lub pozwól swojemu systemowi tam eksportować.
search-segments = Szukaj segmentów
rows = Wiersze
size = Rozmiar
parts = Pliki
usable = Można użyć
problems-count =
    { $count ->
        [one] { $count } problem
        [few] { $count } problemy
        [many] { $count } problemów
       *[other] { $count } problemu
    }
columns = Kolumny
column = Kolumna

audit-lead = Kto co zmienił i komu odmówiono.
audit-who = Nazwa osoby
when = Kiedy
who = Kto
nobody = Nikt zalogowany
action = Akcja
target = Dotyczy
result = Wynik
result-changed = Zmieniono
result-denied = Odmówiono
change = Zmiana
change-fields =
    { $count ->
        [one] { $count } pole
        [few] { $count } pola
        [many] { $count } pól
       *[other] { $count } pola
    }

system-refresh = Odświeżenie systemu
system-refresh-words = Eksporty z zaplanowanym odświeżeniem działają w tych godzinach. Są to ustawienia wdrożenia.
system-refresh-off = Odświeżenie systemu jest wyłączone.
notifications = Powiadomienia
notifications-words = Powiadamiaj webhook, Teams lub Slack, gdy coś wymaga uwagi.
no-notifications = Nikt jeszcze nie jest powiadamiany
add-notification = Dodaj powiadomienie
edit-notification = Edytuj powiadomienie
remove-notification-words = Nic więcej nie będzie tam wysyłane.
address = Adres
address-hint = Adres https. Jest przechowywany w magazynie i nigdy więcej niepokazywany.
address-keep = Puste: pozostaje { $url }
events = Powiadamiany o
event-run-failed = Nieudane przebiegi
event-run-held = Usunięcia czekające na potwierdzenie
event-run-completed-with-warnings = Przebiegi z ostrzeżeniami
event-run-recovered = Przebiegi, które znów działają
event-run-started = Rozpoczęte przebiegi
event-run-succeeded = Udane przebiegi
event-alert-raised = Naruszone reguły alertów
event-alert-resolved = Reguły alertów znów spełnione
event-connection-key-problem = Problemy z kluczami
test = Testuj
notification-delivered = Wiadomość testowa dotarła.
notification-not-delivered = Wiadomość testowa nie dotarła: { $problem }
notification-failing = Nie dociera
switched-on = Włączone
switched-off = Wyłączone
signing-secret = Tajny klucz podpisu
signing-secret-words = Dowodzi, że wiadomość pochodzi z tej aplikacji. Skopiuj go teraz: jest pokazywany tylko raz.
erasure = Wymaż osobę
erasure-words = Usuwa to, co ta aplikacja przechowuje o osobie.
erasure-klaviyo = Poproś też Klaviyo o usunięcie profilu
erasure-klaviyo-words = Nie można tego cofnąć.
erase = Wymaż
erasure-ask = Wymazać tę osobę?
erasure-app = Zostanie usunięte to, co aplikacja przechowuje o tej osobie.
erasure-both = Zostanie usunięte to, co aplikacja przechowuje o tej osobie, a Klaviyo trwale usunie profil.
erasure-done = Gotowe
erasure-refused = Usunięto w tej aplikacji, ale nie w Klaviyo
about = Informacje
version = Wersja
api-description = Opis interfejsu API
libraries = Biblioteki
licences = Licencje

conflict-title = Ktoś inny zmienił to w międzyczasie
conflict-words = Wczytaj jego wersję i wprowadź zmianę ponownie albo zastąp ją swoją.
conflict-reload = Wczytaj jego wersję
conflict-overwrite = Zastąp

error-network = Nie można połączyć się z aplikacją
error-network-do = Sprawdź połączenie z internetem i spróbuj ponownie.
error-internal = Coś poszło nie tak w aplikacji
error-internal-do = Spróbuj później. Jeśli problem pozostanie, administrator znajdzie przyczynę w dzienniku aplikacji.
error-configuration = Aplikacja nie jest poprawnie skonfigurowana
error-configuration-do = Administrator musi poprawić ustawienie wymienione niżej.
error-invalid-request = Coś w formularzu nie pasuje
error-invalid-request-do = Popraw to i spróbuj ponownie.
error-sign-in-required = Sesja wygasła
error-sign-in-required-do = Zaloguj się ponownie, aby kontynuować.
error-not-allowed = Nie masz do tego uprawnień
error-not-allowed-do = Poproś administratora o potrzebną rolę lub połączenie.
error-not-found = Nie znaleziono
error-not-found-do = Element usunięto lub adres jest błędny.
error-method-not-allowed = Aplikacja nie przyjmuje tego żądania
error-method-not-allowed-do = Wczytaj stronę ponownie: aplikację prawdopodobnie zaktualizowano.
error-cross-site = Żądanie przyszło z innej witryny
error-cross-site-do = Otwórz tę stronę bezpośrednio i spróbuj ponownie.
error-conflict = To jest sprzeczne z tym, co już istnieje
error-conflict-do = Niżej podano, z czym.
error-connection-in-use = Eksporty używają tego połączenia
error-connection-in-use-do = Wybierz, co się z nimi stanie.
error-already-exported = Inny eksport wysyła ten segment na tę listę
error-already-exported-do = Zmień tamten eksport albo wybierz inną listę lub segment.
error-run-active = Eksport już działa
error-run-active-do = Poczekaj na koniec lub anuluj ten przebieg.
error-stale-version = Ktoś inny zmienił to w międzyczasie
error-stale-version-do = Wczytaj ponownie, a potem wprowadź zmianę.
error-request-too-large = To jest zbyt duże
error-request-too-large-do = Administrator znajdzie plik w magazynie pod podaną niżej nazwą.
error-length-required = Żądanie wysłano bez podania długości
error-length-required-do = Niczego nie zmieniono. Odśwież stronę i spróbuj ponownie.
error-idempotency-key-reused = To uruchomienie wykonano już w inny sposób
error-idempotency-key-reused-do = Niczego nie uruchomiono. Sprawdź przebiegi eksportu, a potem uruchom go ponownie.
error-run-failed = Przebieg nie powiódł się
error-run-failed-do = Zobacz niżej, dlaczego, i uruchom eksport ponownie.
error-segment-not-found = Segment nie istnieje
error-segment-not-found-do = Sprawdź, czy eksport, który go zapisuje, zadziałał i czy nazwa jest nadal ta sama.
error-segment-empty = Segment jest pusty
error-segment-empty-do = Niczego nie wysłano. Sprawdź eksport, który zapisuje segment.
error-segment-unreadable = Nie można odczytać segmentu
error-segment-unreadable-do = Zapisz segment ponownie, jak podano niżej.
error-segment-inaccessible = Magazyn nie udostępnia segmentu
error-segment-inaccessible-do = Poproś administratora, aby umożliwił odczyt jego plików, jak podano niżej, a potem uruchom eksport ponownie.
error-segment-too-large = Segment przekracza limit
error-segment-too-large-do = Podziel segment lub poproś administratora o podniesienie limitu.
error-retry-record-missing = Brak zapisu wierszy do ponownego wysłania
error-retry-record-missing-do = Uruchom nowe wykonanie. Wyśle każdy wiersz, którego Klaviyo nie zaakceptowało.
error-temp-disk-full = Segment potrzebuje więcej dysku tymczasowego, niż jest
error-temp-disk-full-do = Podziel segment lub poproś administratora o więcej dysku dla aplikacji.
error-segment-changed = Segment nadpisano podczas odczytu
error-segment-changed-do = Uruchom eksport ponownie, gdy segment będzie kompletny.
error-over-limit = Przebieg przekroczyłby limit profili
error-over-limit-do = Niczego nie wysłano. Zmniejsz segment lub podnieś limit eksportu.
error-column-missing = W segmencie brakuje dopasowanej kolumny
error-column-missing-do = Niczego nie wysłano. Zmień dopasowanie danych eksportu lub segment.
error-connection-missing = Eksport nie ma połączenia
error-connection-missing-do = Daj mu inne połączenie i uruchom ponownie.
error-list-not-found = Lista Klaviyo nie istnieje
error-list-not-found-do = Wybierz inną listę: usunięto ją w Klaviyo lub należy do innego konta.
error-key-refused = Klaviyo odrzuciło klucz interfejsu API
error-key-refused-do = Administrator odnawia klucz połączenia, potem uruchom eksport ponownie.
error-nondeterministic-preparation = Nie udało się kontynuować przebiegu
error-nondeterministic-preparation-do = Uruchom eksport ponownie.
error-step-failed = Krok przebiegu stale się nie udawał
error-step-failed-do = Ponów przebieg. Jeśli znów się nie powiedzie, administrator znajdzie przyczynę w dzienniku aplikacji.
error-chunk-refused = Klaviyo odrzuciło profile
error-chunk-refused-do = Te wiersze są wymienione jako odrzucone.
error-state-conflict = Rekord zmienił ktoś inny
error-state-conflict-do = Spróbuj ponownie.
error-unavailable = Usługa jest chwilowo niedostępna
error-unavailable-do = Spróbuj ponownie za kilka minut.
error-rate-limited = Limit żądań Klaviyo jest wyczerpany
error-rate-limited-do = Spróbuj ponownie za minutę. Inne integracje dzielą ten limit.
error-newer-version = Rekord zapisała nowsza wersja aplikacji
error-newer-version-do = Administrator kończy aktualizację, potem spróbuj ponownie.
error-webhook-failed = Webhook nie przyjął wiadomości
error-webhook-failed-do = Sprawdź adres i przetestuj ponownie.
error-preview-active = Podgląd jest już tworzony
error-preview-active-do = Poczekaj, aż będzie gotowy, i spróbuj ponownie.
