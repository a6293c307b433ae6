# Polski.

app-name = Segmenty do Klaviyo
skip = Przejdź do głównej zawartości
menu = Menu
navigation = Strony
language = Język
theme = Wygląd
theme-system = Użyj ustawienia urządzenia
theme-light = Jasny
theme-dark = Ciemny
sign-in = Zaloguj się
sign-out = Wyloguj się
loading = Ładowanie…
role-administrator = Administrator
role-contributor = Współautor
role-operator = Operator
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
overview = Przegląd
details = Szczegóły
name = Nazwa
type = Typ
format = Format
person = Osoba
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
keep-editing = Kontynuuj edycję
discard = Odrzuć zmiany
ask-discard = Odrzucić zmiany?
ask-discard-text = Nie zostały zapisane.
choose = Wybierz…
optional = (opcjonalne)
required = (wymagane)
field-required = To pole jest wymagane.
name-in-use = Ta nazwa jest już używana.
try-again = Spróbuj ponownie
nothing-found = Brak wyników
clear-filters = Wyczyść filtry
list-address-invalid = W adresie jest filtr lub strona, która nie istnieje
remove-filter = Usuń filtr: { $name }
pages = Strony listy
previous-page = Poprzednia strona
next-page = Następna strona
page-rows = { $first }–{ $last }
page-rows-of = { $first }–{ $last } z { $total }
date-from = Od
date-to = Do
needs-attention = Wymaga uwagi
more-of = Więcej: { $name }
rows-about = około { $count }
created = Utworzono
started = Rozpoczęto
ended = Zakończono
queued = Dodano do kolejki
duration = Czas trwania
read = Odczytane
accepted = Przyjęte
not-sent = Niewysłane
updated = Zaktualizowano
chunks = Zadania importu
status = Stan
import-jobs-list = Zadania importu w Klaviyo
import-jobs-none = Identyfikatorów tego przebiegu nie zachowano.
sent-at = Wysłano
profiles = Profile
not-accepted = Nieprzyjęte
identifier = Identyfikator
warnings = Ostrzeżenia
notes = Uwagi
per-second =
    { $count ->
        [one] { $count } profil na sekundę
        [few] { $count } profile na sekundę
        [many] { $count } profili na sekundę
       *[other] { $count } profilu na sekundę
    }

signed-out-title = Zaloguj się, aby zobaczyć swoje eksporty
signed-out-text = Ta strona pokazuje, co jest wysyłane do Klaviyo. Zaloguj się kontem swojej organizacji.
signed-in-title = Zalogowano
signed-in-text = Zamknij tę kartę i wróć do poprzedniej. Wprowadzone tam dane nadal tam są.
signed-in-again = Zalogowano ponownie. Powtórz ostatni krok.
no-role-title = Twoje konto nie ma roli w tej aplikacji
no-role-text = Logowanie się powiodło, ale Twoje konto nie ma roli w tej aplikacji. Poproś administratora o przypisanie roli Viewer, Operator, Contributor lub Administrator w usłudze Microsoft Entra ID, a potem zaloguj się ponownie.
other-account = Użyj innego konta
unreachable-title = Aplikacja nie odpowiada
not-allowed-title = Nie masz dostępu do tej strony
page-not-found-title = Nie znaleziono strony

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

exports-lead = Każdy eksport wysyła segmenty na jedną listę Klaviyo.
exports-count =
    { $count ->
        [one] { $count } eksport
        [few] { $count } eksporty
        [many] { $count } eksportów
       *[other] { $count } eksportu
    }
search-exports = Szukaj eksportów
search-lists = Szukaj list
add-export = Dodaj eksport
edit-export = Edytuj eksport
copy-of = { $name } (kopia)
last-run = Ostatni przebieg
next-run = Następny przebieg
next-runs = Następne przebiegi
health-text =
    { $count ->
        [one] Ostatni przebieg: { $states }
        [few] Ostatnie { $count } przebiegi: { $states }
        [many] Ostatnich { $count } przebiegów: { $states }
       *[other] Ostatnie { $count } przebiegu: { $states }
    }
never-run = Nigdy nie uruchomiono
detached = Bez połączenia
connection-hidden = Tylko dla administratorów
run-named = Uruchom { $name }
choose-named = Zaznacz { $name }
chosen-exports = Zaznaczone eksporty
chosen-count =
    { $count ->
        [one] Zaznaczono { $count } eksport
        [few] Zaznaczono { $count } eksporty
        [many] Zaznaczono { $count } eksportów
       *[other] Zaznaczono { $count } eksportu
    }
choose-all =
    { $count ->
        [one] Zaznacz pasujący eksport
        [few] Zaznacz wszystkie { $count } pasujące eksporty
        [many] Zaznacz wszystkie { $count } pasujących eksportów
       *[other] Zaznacz wszystkie { $count } pasującego eksportu
    }
choose-none = Wyczyść zaznaczenie
bulk-run = Uruchom
bulk-pause = Wstrzymaj harmonogramy
bulk-resume = Włącz harmonogramy
move-exports = Przenieś eksporty
choose-page = Zaznacz wszystkie na tej stronie
bulk-move = Przenieś
bulk-remove = Usuń
bulk-ask-run =
    { $count ->
        [one] Uruchomić { $count } eksport?
        [few] Uruchomić { $count } eksporty?
        [many] Uruchomić { $count } eksportów?
       *[other] Uruchomić { $count } eksportu?
    }
bulk-text-run = Każdy eksport zostanie teraz uruchomiony.
bulk-ask-pause =
    { $count ->
        [one] Wstrzymać harmonogram { $count } eksportu?
        [few] Wstrzymać harmonogramy { $count } eksportów?
        [many] Wstrzymać harmonogramy { $count } eksportów?
       *[other] Wstrzymać harmonogramy { $count } eksportu?
    }
bulk-text-pause = Będą odtąd uruchamiane tylko na żądanie.
bulk-ask-resume =
    { $count ->
        [one] Włączyć harmonogram { $count } eksportu?
        [few] Włączyć harmonogramy { $count } eksportów?
        [many] Włączyć harmonogramy { $count } eksportów?
       *[other] Włączyć harmonogramy { $count } eksportu?
    }
bulk-text-resume = Będą odtąd uruchamiane według harmonogramów.
bulk-ask-move =
    { $count ->
        [one] Przenieść { $count } eksport do innego połączenia?
        [few] Przenieść { $count } eksporty do innego połączenia?
        [many] Przenieść { $count } eksportów do innego połączenia?
       *[other] Przenieść { $count } eksportu do innego połączenia?
    }
bulk-text-move = Na innym koncie każdy eksport wysyła na listę o tej samej nazwie.
bulk-create-lists = Utwórz listy, których brakuje na koncie
bulk-create-lists-text = W przeciwnym razie eksporty bez listy o tej samej nazwie nie zostaną przeniesione.
bulk-ask-remove =
    { $count ->
        [one] Usunąć { $count } eksport?
        [few] Usunąć { $count } eksporty?
        [many] Usunąć { $count } eksportów?
       *[other] Usunąć { $count } eksportu?
    }
bulk-text-remove = Eksporty i ich zapisy wysłanych profili zostaną usunięte. Profile pozostaną w Klaviyo, a wcześniejsze przebiegi w historii.
bulk-progress = Ukończono { $done } z { $count }
bulk-refused =
    { $count ->
        [one] { $count } eksport nie został zmieniony:
        [few] { $count } eksporty nie zostały zmienione:
        [many] { $count } eksportów nie zostało zmienionych:
       *[other] { $count } eksportu nie zostało zmienione:
    }
run-all = Uruchom wszystkie
run-all-text = Uruchamia wszystkie eksporty, którymi zarządzasz i których harmonogram jest włączony.
run-all-started =
    { $count ->
        [one] Rozpoczęto { $count } przebieg.
        [few] Rozpoczęto { $count } przebiegi.
        [many] Rozpoczęto { $count } przebiegów.
       *[other] Rozpoczęto { $count } przebiegu.
    }
run-all-refused =
    { $count ->
        [one] Nie udało się uruchomić { $count } eksportu:
        [few] Nie udało się uruchomić { $count } eksportów:
        [many] Nie udało się uruchomić { $count } eksportów:
       *[other] Nie udało się uruchomić { $count } eksportu:
    }
run-full = Uruchom pełną synchronizację
view-run = Pokaż przebieg
turn-schedule-on = Włącz harmonogram
pause-schedule = Wstrzymaj harmonogram
no-exports = Nie ma jeszcze eksportów
first-connection = Administrator dodaje połączenie z kontem Klaviyo.
first-steps = Pierwsze kroki
first-steps-done = Gotowe: { $done } z { $count }
first-list = Wybierz listę w Klaviyo, na którą trafią osoby, lub utwórz ją.
first-export = Dodaj eksport: wybierz segmenty i listę Klaviyo.
first-run = Uruchom go, aby zobaczyć wynik każdego wiersza.
first-ask = Poproś administratora o dodanie połączenia i udostępnienie go współautorom.
ask-detach = Odłączyć { $name } od połączenia?
ask-detach-text = Eksport zachowa konfigurację, ale nie będzie można go uruchomić, dopóki nie wybierzesz innego połączenia.
ask-remove = Usunąć { $name }?
ask-remove-text = Eksport i jego zapis wysłanych profili zostaną usunięte. Profile pozostaną w Klaviyo, a wcześniejsze przebiegi w historii.
ask-run-full = Uruchomić pełną synchronizację eksportu { $name }?
ask-run-full-text = Zostaną wysłane wszystkie profile, także te, które nie zmieniły się od ostatniego przebiegu.
ask-turn-schedule-on = Włączyć harmonogram eksportu { $name }?
ask-turn-schedule-on-text = Eksport będzie uruchamiany zgodnie z harmonogramem.
ask-pause-schedule = Wstrzymać harmonogram eksportu { $name }?
ask-pause-schedule-text = Eksport będzie uruchamiany tylko na żądanie.
done-detach = Eksport { $name } odłączono od połączenia.
done-remove = Usunięto { $name }.
done-schedule = Zmieniono harmonogram eksportu { $name }.
done-full = Uruchomiono pełną synchronizację eksportu { $name }.
configuration = Konfiguracja
detached-title = Ten eksport nie ma połączenia
detached-text = Nie będzie można go uruchomić, dopóki nie wybierzesz połączenia.
choose-connection = Wybierz połączenie
all-runs = Wszystkie przebiegi
never-run-title = Tego eksportu jeszcze nie uruchomiono
never-run-text = Uruchom go, aby zobaczyć wynik każdego wiersza.
all-well = Nic nie wymaga uwagi
all-well-text =
    { $count ->
        [one] { $count } eksport; ostatni przebieg zakończył się powodzeniem.
        [few] { $count } eksporty; ostatnie przebiegi zakończyły się powodzeniem.
        [many] { $count } eksportów; ostatnie przebiegi zakończyły się powodzeniem.
       *[other] { $count } eksportu; ostatnie przebiegi zakończyły się powodzeniem.
    }
pending-changes = Zmiany oczekujące na zatwierdzenie
keys-attention = Klucze wymagające uwagi
key-refused = Klaviyo odrzuca klucz
key-expires = Klucz wkrótce wygaśnie
exports-attention = Eksporty wymagające uwagi
attention-failed = Niepowodzenie
missing-attention = Osoby, których brakuje na liście
review-list = Pokaż wynik sprawdzenia listy
missing-count =
    { $count ->
        [one] Na liście brakuje { $count } osoby
        [few] Na liście brakuje { $count } osób
        [many] Na liście brakuje { $count } osób
       *[other] Na liście brakuje { $count } osoby
    }
attention-held =
    { $count ->
        [one] Usunięcie { $count } profilu wymaga potwierdzenia
        [few] Usunięcie { $count } profili wymaga potwierdzenia
        [many] Usunięcie { $count } profili wymaga potwierdzenia
       *[other] Usunięcie { $count } profilu wymaga potwierdzenia
    }
attention-alert = Alert
attention-confirm = Przebieg wymaga potwierdzenia
attention-waits = Pierwsza część wymaga potwierdzenia
attention-skipped = Pominięto
attention-not-sent =
    { $count ->
        [one] { $count } wiersz niewysłany
        [few] { $count } wiersze niewysłane
        [many] { $count } wierszy niewysłanych
       *[other] { $count } wiersza niewysłanego
    }
review-removal = Sprawdź usunięcie
show-all = Pokaż wszystkie
detached-count =
    { $count ->
        [one] { $count } eksport nie ma połączenia
        [few] { $count } eksporty nie mają połączenia
        [many] { $count } eksportów nie ma połączenia
       *[other] { $count } eksportu nie ma połączenia
    }
running-now = W toku
nothing-running = Żaden eksport nie jest w toku.
next-day = Następne 24 godziny
nothing-scheduled = Nie zaplanowano żadnego eksportu.
history = Historia przebiegów
history-text =
    { $count ->
        [one] Wiersze ostatniego przebiegu
        [few] Wiersze ostatnich { $count } przebiegów
        [many] Wiersze ostatnich { $count } przebiegów
       *[other] Wiersze ostatnich { $count } przebiegów
    }

schedule = Harmonogram
schedule-manual = Na żądanie
schedule-manual-text = Uruchamiany ręcznie.
schedule-refresh = Zaplanowane odświeżenie
schedule-refresh-text = Uruchamiany razem z odświeżeniem systemu. Następne:
schedule-custom = Harmonogram niestandardowy
schedule-custom-text = Uruchamiany o wybranych godzinach, codziennie lub w określone dni.
schedule-segment_updated = Po aktualizacji segmentu
schedule-segment_updated-text = Uruchamiany, gdy tylko nowa wersja segmentu jest kompletna.
schedule-cron = { $expression } ({ $zone })
schedule-daily = Codziennie o { $times } ({ $zone })
schedule-weekly = { $days } o { $times } ({ $zone })
schedule-monthly = Co miesiąc, dzień { $days }, o { $times } ({ $zone })
schedule-off = Wstrzymany
at = Godzina
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
cron-enter = Wpisz wyrażenie cron
unchanged-seconds = Czekaj, aż nie będzie zmian przez (sekundy)
unchanged-seconds-hint = Segment uznaje się za kompletny, gdy przez ten czas nie zmienił się żaden plik.
enabled = Harmonogram jest włączony
enabled-hint = Gdy harmonogram jest wstrzymany, eksport jest uruchamiany tylko na żądanie.
alert-rules = Alerty
alert-rules-text = Powiadomienia informują o nietypowym przebiegu.
alert-kind = Powiadom, gdy
alert-rejected-share = wiele wierszy nie zostało wysłanych
alert-row-count = liczba wierszy jest nietypowa
alert-duration = przebieg trwa długo
alert-no-run-by = żaden przebieg nie zakończył się do określonej godziny
alert-limit-rejected-share = Więcej niż (procent)
alert-limit-row-count = Różni się od zwykłej o więcej niż (procent)
alert-limit-duration = Dłużej niż (minuty)
alert-limit-no-run-by = Do godziny
alert-is-rejected-share = Ponad { $limit }% wierszy niewysłanych
alert-is-row-count = Liczba wierszy różni się od zwykłej o ponad { $limit }%
alert-is-duration = Dłużej niż { $limit } min
alert-is-no-run-by = Żaden przebieg nie zakończył się do { $limit } ({ $zone })
alerts-incomplete = Uzupełnij lub usuń każdy alert.
add-alert = Dodaj alert
remove-alert = Usuń alert

steps = Kroki
step-invalid = wymaga uwagi
step-connection = Połączenie i lista
step-connection-text = Wybierz konto i listę Klaviyo, do których trafią profile.
step-segments = Segmenty
step-segments-text = Wybierz segmenty do wysłania.
step-matching = Dopasowywanie danych
step-matching-text = Dopasuj kolumny segmentu do pól Klaviyo. Pole identyfikujące osoby jest wymagane.
step-rules = Tryb i harmonogram
step-rules-text = Określ, co przebieg może zmieniać i kiedy ma się odbywać.
step-preview = Podgląd i zapis
step-preview-text = Zobacz, co zrobiłby przebieg na bieżących danych. Nic nie zostało jeszcze wysłane.
save-and-run = Zapisz i uruchom
draft-restored = Przywrócono niezapisane zmiany
discard-draft = Odrzuć je
used-by = { $problem }: { $name }
export-name = Nazwa eksportu
connection-for-export = Połączenie do eksportu
klaviyo-list = Lista Klaviyo
list-how = Znajdź listę
list-by-name = Według nazwy
list-by-id = Według identyfikatora listy
list-id = Identyfikator listy usługi Klaviyo
open-in-klaviyo = Otwórz w Klaviyo
copy-named = Kopiuj: { $name }
copied = Skopiowano.
copy-failed = Przeglądarka nie zezwoliła na kopiowanie.
list-id-hint = W Klaviyo otwórz listę i wybierz „Settings”.
list-id-invalid = Identyfikator listy zawiera tylko litery i cyfry.
list-found = Znaleziono listę: { $name }
list-unknown = To konto nie ma listy o tym identyfikatorze.
new-list = Utwórz nową listę
new-list-name = Nazwa nowej listy
create-list = Utwórz listę
segments-required = Wybierz co najmniej jeden segment.
segments-several = Segmenty są wysyłane razem. Osoby należące do kilku segmentów są wysyłane raz.
segment-missing = W magazynie nie ma segmentu { $name }
segment-missing-text = Wybierz inny segment lub sprawdź system, który go zapisuje.
rows-count =
    { $count ->
        [one] { $rows } wiersz
        [few] { $rows } wiersze
        [many] { $rows } wierszy
       *[other] { $rows } wiersza
    }
columns-unknown = Nie można odczytać kolumn segmentu
suggestions = Zaproponowano na podstawie nazw i wartości kolumn
suggestions-text = Sprawdź każdą pozycję i w razie potrzeby ją popraw.
klaviyo-field = Pole Klaviyo
source = Źródło
examples = Przykłady
examples-unexpected = Nieoczekiwane wartości: { $examples }
column-for = Kolumna dla pola { $name }
column-missing = Tej kolumny nie ma w segmencie.
identity = Jak identyfikowane są osoby
identity-hint = Osoby bez tej wartości nie są wysyłane. Po zmianie wszyscy są wysyłani ponownie jeden raz.
identity-required = Wybierz kolumnę, która identyfikuje osoby.
field-not-sent = Nie jest wysyłane
fixed-value = Ta sama wartość dla wszystkich
fixed-value-choice = Ta sama wartość dla wszystkich…
add-field = Dodaj pole
add-property = Dodaj właściwość
property-name = Nazwa właściwości
remove-property = Usuń { $name }
type-for = Typ pola { $name }
type-auto = Automatycznie
type-string = Tekst
type-number = Liczba
type-boolean = Tak lub nie
type-date = Data
type-datetime = Data i godzina
type-list = Lista
blank-clear = Puste wartości czyszczą pole
all-other-columns = Wszystkie pozostałe kolumny jako właściwości
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
mode-upsert-text = Profile są dodawane do listy i aktualizowane. Nikt nie jest z niej usuwany.
mode-mirror = Odzwierciedlaj segment
mode-mirror-text = Osoby, które opuszczają segment, są też usuwane z listy. Ich profile i zgody pozostają.
mode-update = Tylko aktualizuj
mode-update-text = Aktualizowane są profile, które istnieją w Klaviyo. Żaden profil nie jest tworzony.
removal-limit = Wstrzymaj usunięcia powyżej (procent)
removal-limit-hint = Przebieg, który usunąłby więcej, czeka na potwierdzenie.
profile-limit = Limit profili
profile-limit-hint = Przebieg przekraczający limit jest pomijany i niczego nie wysyła. Łącznik Customer Insights dopuszczał { $limit }.
limit-invalid = Wprowadź liczbę całkowitą równą co najmniej 1.
default-country = Domyślny kraj numerów telefonów
default-country-hint = Używany dla numerów bez kodu kraju.
default-country-none = Brak: takie numery są pomijane
shared-identifiers = Osoby o wspólnym numerze telefonu lub identyfikatorze zewnętrznym
shared-identifiers-hint = Klaviyo scala takie profile i nie można tego cofnąć.
shared-omit = Pomiń wspólną wartość
shared-omit-text = Profile są wysyłane bez niej.
shared-send-last = Wyślij ją tylko z ostatnim profilem
shared-send-last-text = Pozostałe profile są wysyłane bez niej.
subscribe = Zgoda na marketing
subscribe-hint = O subskrypcji decyduje kolumna segmentu. Wyłączone kanały pozostają bez zmian.
channel-email = Marketing e-mail
channel-sms = Marketing SMS
channel-whatsapp = Marketing WhatsApp
channel-push = Powiadomienia push
channel-phone-missing = Najpierw dopasuj kolumnę do numeru telefonu.
subscribe-column = Kolumna ze zgodą
subscribe-values = Wartości oznaczające „tak”
subscribe-values-hint = Rozdziel je przecinkami.
subscribe-time = Kolumna z czasem zgody
subscribe-time-hint = Subskrypcję blokują tylko rezygnacje po tym czasie. Jeśli czasu nie podano, blokuje ją każda rezygnacja.
subscribe-source = Źródło widoczne w Klaviyo
revoke = Gdy wartość oznacza „nie”
revoke-nothing = Nic nie rób
revoke-list = Wypisz z tej listy
revoke-all = Wypisz ze wszystkich subskrypcji
revoke-suppress = Zablokuj adres e-mail
revoke-values = Wartości oznaczające „nie”
respect-suppressions = Pomijaj osoby, które zrezygnowały w Klaviyo
respect-suppressions-hint = Ich profile są wysyłane, ale nie są dodawane do subskrybentów.
subscribe-warning = Osoby, które zrezygnowały, mogą znów otrzymywać wiadomości
subscribe-warning-text = Dodanie profilu do subskrybentów cofa w Klaviyo jego rezygnację, zgłoszenie spamu lub blokadę.
confirm-ignoring = Potwierdzam, że rezygnacje w Klaviyo są ignorowane
opt-outs = Rezygnacje w Klaviyo
opt-outs-ignored = Ignorowane
preview-blocked = Najpierw uzupełnij te kroki
preview-preparing = Trwa odczyt segmentu…
preview = Podgląd
preview-title = Co zrobiłby przebieg
preview-text = Obliczono na podstawie bieżących danych. Nic nie zostało wysłane.
preview-as-new = Obliczono jak dla nowego eksportu.
preview-time = Szacowany minimalny czas
preview-profiles = Pierwsze profile w postaci, w jakiej zostałyby wysłane
preview-again = Odśwież podgląd
columns-not-used = Nieużywane kolumny

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

runs-lead = Bieżące i wcześniejsze przebiegi.
no-runs = Nie ma jeszcze przebiegów
no-runs-text = Uruchom eksport, aby zobaczyć go tutaj.
run-ended = Przebieg zakończony: { $state }
no-rows-read = Nie odczytano żadnego wiersza
cancel-run = Anuluj przebieg
cancel-requested = Przebieg jest anulowany
retry = Ponów
ask-cancel-run = Anulować ten przebieg?
ask-cancel-run-text = Kolejne profile nie zostaną wysłane. Profile już przyjęte przez Klaviyo pozostaną.
ask-retry = Ponowić ten przebieg?
ask-retry-text = Ponowienie wysyła wiersze, które nie zostały przyjęte. Przyjęte profile pozostają bez zmian.
replace-key = Wymień klucz
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
time-left-text = Klaviyo przyjmuje 10 zadań importu na sekundę i 150 na minutę. Te limity są wspólne z innymi integracjami.
outcomes-title = Wyniki wierszy
outcomes-read =
    { $count ->
        [one] odczytany wiersz
        [few] odczytane wiersze
        [many] odczytanych wierszy
       *[other] odczytanego wiersza
    }
outcomes-removed =
    { $count ->
        [one] { $count } profil usunięto z listy.
        [few] { $count } profile usunięto z listy.
        [many] { $count } profili usunięto z listy.
       *[other] { $count } profilu usunięto z listy.
    }
outcomes-cleared =
    { $count ->
        [one] Puste wartości wyczyściły pola { $count } profilu.
        [few] Puste wartości wyczyściły pola { $count } profili.
        [many] Puste wartości wyczyściły pola { $count } profili.
       *[other] Puste wartości wyczyściły pola { $count } profilu.
    }
outcomes-subscribed =
    { $count ->
        [one] { $count } profil dodano do subskrybentów.
        [few] { $count } profile dodano do subskrybentów.
        [many] { $count } profili dodano do subskrybentów.
       *[other] { $count } profilu dodano do subskrybentów.
    }
outcomes-suppressed =
    { $count ->
        [one] { $count } profil zrezygnował w Klaviyo i nie został dodany do subskrybentów.
        [few] { $count } profile zrezygnowały w Klaviyo i nie zostały dodane do subskrybentów.
        [many] { $count } profili zrezygnowało w Klaviyo i nie zostało dodanych do subskrybentów.
       *[other] { $count } profilu zrezygnowało w Klaviyo i nie zostało dodane do subskrybentów.
    }
outcomes-unsubscribed =
    { $count ->
        [one] { $count } profil wypisano z subskrypcji.
        [few] { $count } profile wypisano z subskrypcji.
        [many] { $count } profili wypisano z subskrypcji.
       *[other] { $count } profilu wypisano z subskrypcji.
    }
outcomes-not_found =
    { $count ->
        [one] { $count } profil nie istnieje w Klaviyo i nie został wysłany.
        [few] { $count } profile nie istnieją w Klaviyo i nie zostały wysłane.
        [many] { $count } profili nie istnieje w Klaviyo i nie zostało wysłanych.
       *[other] { $count } profilu nie istnieje w Klaviyo i nie zostało wysłane.
    }
not-subscribed-csv = Pobierz osoby niedodane do subskrybentów
count-added = Dodane
count-added-text = Nowe na liście.
count-updated = Zaktualizowane
count-updated-text = Wysłane wcześniej i zmienione od tego czasu.
count-accepted = Przyjęte
count-accepted-text = Przyjęte przez Klaviyo.
count-unchanged = Niezmienione
count-unchanged-text = Takie same jak ostatnio wysłane; nie są wysyłane ponownie.
count-duplicates = Duplikaty
count-duplicates-text = Ta sama osoba występuje w późniejszym wierszu.
count-rejected = Odrzucone
count-rejected-text = Niewysłane: popraw wiersz.
count-failed = Nieudane
count-failed-text = Ponowienie wyśle je jeszcze raz.
count-unconfirmed = Niepotwierdzone
count-unconfirmed-text = Wysłane: Klaviyo może je mieć. Ponowienie wyśle je jeszcze raz i niczemu nie zaszkodzi.
count-pending = W toku
count-pending-text = Oczekiwanie na odpowiedź Klaviyo.
count-removed = Usunięte z listy
started-by = Uruchomione przez
speed = Szybkość
retry-of = Ponowienie przebiegu
removal-held = Usunięcie wymaga Twojego potwierdzenia
removal-held-text =
    { $count ->
        [one] { $count } profil ({ $share }) zostałby usunięty z listy. To nietypowe: sprawdź segment, zanim potwierdzisz.
        [few] { $count } profile ({ $share }) zostałyby usunięte z listy. To nietypowe: sprawdź segment, zanim potwierdzisz.
        [many] { $count } profili ({ $share }) zostałoby usuniętych z listy. To nietypowe: sprawdź segment, zanim potwierdzisz.
       *[other] { $count } profilu ({ $share }) zostałoby usunięte z listy. To nietypowe: sprawdź segment, zanim potwierdzisz.
    }
removal-confirmed = Usunięcie potwierdzono.
would-leave = Osoby, które zostałyby usunięte z listy
search-people = Szukaj osób
since-last-run = W porównaniu z poprzednim przebiegiem
run-before = Poprzedni przebieg
columns-added = Dodane kolumny
columns-removed = Usunięte kolumny
shared-csv = Pobierz wspólne wartości
confirm-removal = Potwierdź usunięcie

rejects = Niewysłane wiersze
rejects-unconfirmed = Wiersze niewysłane lub niepotwierdzone
rejects-text = Każdy wiersz jest wymieniony raz, z nazwą pliku i numerem wiersza.
search-rejects = Szukaj według adresu lub wiersza
reason-example = Na przykład:
show-row = Szczegóły
source-row = Wiersz w segmencie
source-row-changed = Segment został zapisany ponownie po tym przebiegu: nie ma już w nim wiersza w odczytanej postaci.
source-row-none = W pliku nie ma już wiersza w tym miejscu.
source-row-far = Wiersz znajduje się zbyt daleko w pliku, aby można go było tu pokazać. Otwórz plik w magazynie.
what-to-do = Co zrobić
reason-do-email_missing = Uzupełnij adres w systemie zapisującym segment albo pomiń wiersz.
reason-do-email_malformed = Popraw adres w źródle. Następny przebieg wyśle wiersz.
reason-do-phone_number_missing = Uzupełnij numer w systemie zapisującym segment albo pomiń wiersz.
reason-do-phone_number_malformed = Podaj numer z kodem kraju albo ustaw kraj domyślny eksportu.
reason-do-external_id_missing = Uzupełnij identyfikator w systemie zapisującym segment albo pomiń wiersz.
reason-do-external_id_malformed = Zapisz identyfikator jako tekst: arkusz mógł go skrócić.
reason-do-profile_too_large = Wyślij mniej kolumn lub krótsze wartości z tego wiersza.
reason-do-malformed_row = Sprawdź ten wiersz pliku: często błędny jest cudzysłów lub separator.
reason-do-duplicate = Nie trzeba nic robić: użyto późniejszego wiersza tej samej osoby.
reason-do-refused_by_klaviyo = Popraw wartość podaną w szczegółach.
reason-do-not_found = Nie trzeba nic robić, jeśli Klaviyo nie powinno mieć tej osoby. W przeciwnym razie wybierz tryb, który dodaje profile.
reason-do-import_failed = Popraw wartość podaną w szczegółach, a następnie ponów przebieg.
reason-do-chunk_failed = Ponów przebieg.
reason-do-not_sent = Ponów przebieg lub rozpocznij nowy.
reason-do-unconfirmed = Ponów przebieg: ponowne wysłanie tych wierszy nie szkodzi.
rejects-hidden = Te wiersze widzą tylko osoby zarządzające eksportem
rejects-hidden-text = Zawierają dane osobowe.
download-csv = Pobierz CSV
reason = Powód
outcome = Wynik
line = Wiersz
file = Plik
reason-email_missing = Brak adresu e-mail
reason-email_malformed = Nieprawidłowy adres e-mail
reason-phone_number_missing = Brak numeru telefonu
reason-phone_number_malformed = Nieprawidłowy numer telefonu
reason-external_id_missing = Brak identyfikatora zewnętrznego
reason-external_id_malformed = Nieprawidłowy identyfikator zewnętrzny
reason-profile_too_large = Profil jest zbyt duży
reason-malformed_row = Nie można odczytać wiersza
reason-duplicate = Duplikat: występuje w późniejszym wierszu
reason-refused_by_klaviyo = Klaviyo odrzuciło profil
reason-not_found = Klaviyo nie ma takiego profilu
reason-import_failed = Klaviyo nie mogło zaimportować profilu
reason-chunk_failed = Zadanie importu nie powiodło się
reason-not_sent = Przebieg zakończył się przed wysłaniem wiersza
reason-unconfirmed = Wysłano, ale wynik nie jest znany

connections-lead = Konta Klaviyo, do których eksporty mogą wysyłać dane.
connections-lead-others = Konta Klaviyo, których możesz używać w eksportach.
add-connection = Dodaj połączenie
edit-connection = Edytuj połączenie
search-connections = Szukaj połączeń
no-connections = Nie ma jeszcze połączeń
no-connections-text = Połączenie to konto Klaviyo, do którego eksporty mogą wysyłać dane. Potrzebny jest prywatny klucz interfejsu API tego konta.
display-name = Wyświetlana nazwa
display-name-hint = Widoczna dla osób, które tworzą eksporty.
account = Konto
last-used = Ostatnio użyte
who-can-use = Kto może używać tego połączenia
access-administrators = Administratorzy
access-administrators-text = Tylko administratorzy mogą tworzyć z nim eksporty.
access-contributors = Współautorzy
access-contributors-text = Współautorzy też mogą tworzyć z nim eksporty. Widzą tylko jego nazwę i typ.
authenticate = Uwierzytelnij za pomocą Klaviyo
authentication = Uwierzytelnianie
auth-oauth = Logowanie do Klaviyo
auth-oauth-text = Zezwól tej aplikacji na dostęp na stronie Klaviyo. Klucz nie jest kopiowany.
auth-oauth-off = Nie skonfigurowano. Potrzebna jest własna aplikacja w Klaviyo.
auth-oauth-required = Najpierw zaloguj się do Klaviyo.
signed-in-to = Zalogowano do konta { $account }
sign-in-again = Zaloguj się ponownie
sign-in-done = Ponownie zalogowano do Klaviyo.
sign-in-valid = Logowanie jest ważne
sign-in-invalid = Logowanie jest nieważne
replace-by-sign-in = Możesz też zalogować się do Klaviyo. Konto musi być to samo.
privacy-statement = Informacja o prywatności Klaviyo
add-yourself = Dodaj siebie jako użytkownika eksportującego
export-users = Użytkownicy eksportu
export-users-text = Mogą używać tego połączenia, nawet jeśli jest przeznaczone tylko dla administratorów. Potrzebują też roli w tej aplikacji.
principal-user = Użytkownik
principal-group = Grupa
kind-of-user = Użytkownik lub grupa
add-export-user = Dodaj kolejnego użytkownika lub grupę
add-to-list = Dodaj do listy
object-id = Identyfikator obiektu w Microsoft Entra ID
feed = Rezygnacje odczytywane z Klaviyo
feed-text = Zapisuje w magazynie, kto zrezygnował z subskrypcji lub został zablokowany w Klaviyo, aby system źródłowy mógł z tego skorzystać.
feed-off = Nigdy
feed-read-until = Odczytano do
auth-key = Klucz interfejsu API
auth-key-text = Klucz jest przechowywany w magazynie kluczy i nie będzie już pokazywany.
auth-secret = Wpis tajny magazynu kluczy
auth-secret-text = Użyj klucza, który jest już zapisany w magazynie kluczy.
api-key = Klucz interfejsu API Klaviyo
api-key-hint = Klucz prywatny z zakresami accounts:read, lists:read, lists:write, profiles:read i profiles:write.
secret-name = Nazwa wpisu tajnego
consent-title = Prywatność danych i zgodność z przepisami
consent-text = Za pomocą tego połączenia zezwalasz na wysyłanie danych klientów ze swojej organizacji do Klaviyo. Klaviyo przetwarza je na własnych warunkach. Odpowiadasz za wypełnienie swoich obowiązków wobec klientów. Połączenie możesz usunąć w każdej chwili.
agree = Zgadzam się
consent-required = Aby się połączyć, musisz wyrazić zgodę.
consent-given = Zgoda udzielona
connect = Połącz
connected = Połączono
connected-text = Połączenie zapisano. Należy do tego konta.
verify = Sprawdź
key-valid = Klucz jest prawidłowy
key-invalid = Klucz jest nieprawidłowy
missing-scopes = Brakujące zakresy: { $scopes }
create-key = Utwórz w Klaviyo klucz z wymaganymi zakresami
scope-subscriptions = Klucz nie ma zakresu subscriptions:write. Potrzebują go tylko eksporty, które dodają profile do subskrybentów.
scope-data-privacy = Klucz nie ma zakresu data-privacy:write. Jest potrzebny tylko do wymazania danych osoby w Klaviyo.
replace-key-text = Nowy klucz musi należeć do tego samego konta. Eksporty zaczną go używać od razu.
connection-unused = Żaden eksport nie używa tego połączenia
remove-connection-text = Klucz zostanie usunięty z magazynu kluczy, jeśli umieściła go tam ta aplikacja.
remove-connection-used =
    { $count ->
        [one] { $count } eksport używa tego połączenia:
        [few] { $count } eksporty używają tego połączenia:
        [many] { $count } eksportów używa tego połączenia:
       *[other] { $count } eksportu używa tego połączenia:
    }
remove-connection-choice = Co ma się stać z tymi eksportami?
remove-connection-detach = Pozostaną, ale nie będzie można ich uruchomić bez innego połączenia.
remove-connection-remove = Zostaną usunięte razem z połączeniem.
remove-exports = Usuń eksporty

segments-lead = Segmenty znalezione w magazynie.
no-segments = W magazynie nie ma segmentów
no-segments-text = Prześlij plik do kontenera segmentów, na przykład Customers.csv, lub skonfiguruj eksport do niego w swoim systemie.
search-segments = Szukaj segmentów
rows = Wiersze
size = Rozmiar
parts = Pliki
ready = Gotowy
segment-empty = Pusty
with-problems = Z problemami
problems-count =
    { $count ->
        [one] { $count } problem
        [few] { $count } problemy
        [many] { $count } problemów
       *[other] { $count } problemu
    }
file-format = Sposób odczytu plików
file-format-text = Zmień tylko to, co wykryto błędnie. Wybór dotyczy wszystkich eksportów tego segmentu od ich następnego przebiegu.
change-format = Zmień
as-detected = Jak wykryto lub zadeklarowano
no-character = Brak
header-first-row = W pierwszym wierszu
header-missing = Bez nagłówka
format-encoding = Kodowanie
format-delimiter = Separator
format-quote = Cudzysłów
format-escape = Znak ucieczki
format-header = Nazwy kolumn
format-sheet = Arkusz
columns = Kolumny
column = Kolumna

audit-lead = Zmiany i odmowy dostępu.
audit-who = Szukaj według użytkownika
when = Czas
who = Użytkownik
not-signed-in = Nie zalogowano
act-post-connections = Dodano połączenie
act-patch-connections = Zmieniono połączenie
act-delete-connections = Usunięto połączenie
act-post-connections-verify = Sprawdzono połączenie
act-post-connections-lists = Utworzono listę w Klaviyo
act-post-klaviyo-sign-ins = Rozpoczęto logowanie do Klaviyo
act-post-klaviyo-sign-ins-complete = Zalogowano do Klaviyo
act-post-exports = Dodano eksport
act-patch-exports = Zmieniono eksport
act-delete-exports = Usunięto eksport
act-post-exports-check = Sprawdzono eksport
act-post-exports-duplicate = Zduplikowano eksport
act-post-exports-detach = Odłączono eksport od połączenia
act-post-exports-runs = Rozpoczęto przebieg
act-post-exports-run = Rozpoczęto przebieg (inny system)
act-post-exports-preview = Zażądano podglądu
act-post-preview = Zażądano podglądu
act-post-segment-preview = Zażądano podglądu segmentu
act-post-segment-definitions = Zdefiniowano segment
act-patch-segments-format = Zmieniono format segmentu
act-patch-segment-definitions = Zmieniono definicję segmentu
act-delete-segment-definitions = Usunięto definicję segmentu
act-post-changes-approve = Zatwierdzono zmianę
act-post-changes-reject = Odrzucono zmianę
act-patch-schedules = Zmieniono harmonogram
act-post-run-all = Rozpoczęto przebieg wszystkich eksportów
act-post-runs-cancel = Anulowano przebieg
act-post-runs-retry = Ponowiono przebieg
act-post-runs-confirm-removal = Potwierdzono usunięcie
act-post-runs-confirm = Potwierdzono przebieg
act-post-runs-source-row = Wyświetlono wiersz segmentu
act-post-users-search = Wyszukano użytkowników
act-post-runs-undo = Cofnięto przebieg
act-post-runs-rejects-search = Przeszukano niewysłane wiersze
act-post-runs-rejects-download = Pobrano znalezione niewysłane wiersze
act-post-runs-held-removals-search = Przeszukano osoby do usunięcia
act-post-notifications = Dodano powiadomienie
act-patch-notifications = Zmieniono powiadomienie
act-delete-notifications = Usunięto powiadomienie
act-post-notifications-test = Przetestowano powiadomienie
act-post-people-lookup = Wyszukano dane osoby
act-post-people-erasures = Zażądano wymazania danych osoby
act-post-exports-list-checks = Sprawdzono listę
act-post-list-checks-repair = Naprawiono listę
action = Akcja
resource = Zasób
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
system-refresh-text = Eksporty z zaplanowanym odświeżeniem są uruchamiane o tych godzinach. Ustawia się je podczas wdrażania aplikacji.
system-refresh-off = Odświeżenie systemu jest wyłączone.
notifications = Powiadomienia
notifications-text = Powiadamiaj webhook, Teams lub Slack, gdy coś wymaga uwagi.
no-notifications = Nie ma jeszcze powiadomień
add-notification = Dodaj powiadomienie
edit-notification = Edytuj powiadomienie
remove-notification-text = Wiadomości nie będą już tam wysyłane.
address = Adres URL
address-hint = Adres URL https. Jest przechowywany w magazynie kluczy i nie będzie już pokazywany.
address-keep = Pozostaw puste, aby zachować { $url }
message-language = Język wiadomości
notify-about = Powiadamiaj mnie o
event-run-failed = Nieudane przebiegi
event-run-held = Przebiegi i usunięcia czekające na potwierdzenie
event-run-completed-with-warnings = Przebiegi z ostrzeżeniami
event-run-recovered = Przebiegi, które znów się powiodły
event-run-started = Rozpoczęte przebiegi
event-run-succeeded = Udane przebiegi
event-alert-raised = Zgłoszone alerty
event-alert-resolved = Rozwiązane alerty
event-connection-key-problem = Problemy z kluczami
test = Testuj
notification-delivered = Wiadomość testowa została dostarczona.
notification-not-delivered = Wiadomość testowa nie została dostarczona: { $problem }
notification-failing = Błąd dostarczania
notification-enabled = Włączone
notification-disabled = Wyłączone
signing-secret = Tajny klucz podpisu
signing-secret-text = Dowodzi, że wiadomość pochodzi z tej aplikacji. Skopiuj go teraz: jest pokazywany tylko raz.
erasure = Wymaż dane osoby
erasure-text = Usuwa dane osoby przechowywane przez tę aplikację.
erasure-klaviyo = Poproś też Klaviyo o usunięcie profilu
erasure-klaviyo-text = Nie można tego cofnąć.
erase = Wymaż
erasure-ask = Wymazać dane tej osoby?
erasure-app = Dane tej osoby przechowywane przez tę aplikację zostaną usunięte.
erasure-both = Dane tej osoby przechowywane przez tę aplikację zostaną usunięte, a Klaviyo trwale usunie profil.
erasure-done =
    Usunięto z { $snapshots ->
        [one] { $snapshots } migawki
        [few] { $snapshots } migawek
        [many] { $snapshots } migawek
       *[other] { $snapshots } migawki
    } i { $files ->
        [one] { $files } pliku
        [few] { $files } plików
        [many] { $files } plików
       *[other] { $files } pliku
    }.
erasure-none = Nie znaleziono danych tej osoby.
erasure-queued = Wymazywanie czeka w kolejce. Możesz opuścić tę stronę.
erasure-failed = Nie wszystko wymazano
erasure-in-audit = Wynik pozostaje w inspekcji.
erasure-result = Wynik wymazywania
erasure-repeat = Zażądaj wymazania ponownie: to, co już wymazano, pozostanie wymazane.
erasure-refused-some = Usunięto w tej aplikacji, ale nie na każdym koncie Klaviyo
erasure-no-accounts = Nie ma konta Klaviyo, od którego można zażądać usunięcia.
erasure-requested = Klaviyo otrzymało żądanie usunięcia profilu.
erasure-refused = Usunięto w tej aplikacji, ale nie w Klaviyo
about = Informacje
version = Wersja
api-description = Opis interfejsu API
libraries = Biblioteki
licences = Licencje

conflict-title = Ktoś inny zmienił to w międzyczasie
conflict-text = Wczytaj wersję tej osoby i wprowadź zmianę ponownie albo zastąp ją swoją.
conflict-reload = Wczytaj wersję tej osoby
conflict-overwrite = Zastąp

error-network = Nie można połączyć się z aplikacją
error-network-help = Sprawdź połączenie z internetem i spróbuj ponownie.
error-internal-help = Spróbuj później. Jeśli problem będzie się powtarzać, administrator znajdzie przyczynę w dzienniku aplikacji.
error-configuration-help = Administrator musi poprawić ustawienie wymienione niżej.
error-invalid-request-help = Popraw wartości wymienione niżej i spróbuj ponownie.
session-expired = Sesja wygasła
error-sign-in-required-help = Zaloguj się ponownie w nowej karcie. Wprowadzone tu dane pozostaną.
error-not-allowed-help = Poproś administratora o potrzebną rolę lub połączenie.
error-not-found-help = Element usunięto lub adres jest błędny.
error-method-not-allowed-help = Wczytaj stronę ponownie: aplikację prawdopodobnie zaktualizowano.
error-cross-site-help = Otwórz tę stronę bezpośrednio i spróbuj ponownie.
error-conflict-help = Zobacz szczegóły poniżej.
error-connection-in-use-help = Wybierz, co ma się stać z tymi eksportami.
error-segment-in-use-help = Przypisz tym eksportom inny segment lub najpierw je usuń.
error-approval-required-help = Prośba została zapisana. Poproś innego administratora o zatwierdzenie.
error-already-exported-help = Zmień tamten eksport albo wybierz inną listę lub segment.
error-run-active-help = Poczekaj na koniec przebiegu lub anuluj go.
error-stale-version-help = Odśwież stronę, a potem ponownie wprowadź zmianę.
error-request-too-large-help = Administrator znajdzie plik w magazynie pod podaną niżej nazwą.
error-length-required-help = Niczego nie zmieniono. Odśwież stronę i spróbuj ponownie.
error-idempotency-key-reused-help = Niczego nie uruchomiono. Sprawdź przebiegi eksportu, a potem uruchom go ponownie.
error-run-failed-help = Sprawdź przyczynę poniżej i uruchom eksport ponownie.
error-segment-not-found-help = Sprawdź, czy system, który go zapisuje, zakończył pracę i czy nazwa się nie zmieniła.
error-segment-empty-help = Niczego nie wysłano. Sprawdź system, który zapisuje segment.
error-segment-unreadable-help = Wyeksportuj go ponownie zgodnie z opisem poniżej.
error-segment-inaccessible-help = Poproś administratora o umożliwienie odczytu jego plików zgodnie z opisem poniżej, a potem uruchom eksport ponownie.
error-segment-too-large-help = Podziel segment lub poproś administratora o podniesienie limitu.
error-retry-record-missing-help = Uruchom nowy przebieg. Wyśle on każdy wiersz, którego Klaviyo nie przyjęło.
error-undo-record-missing-help = Nikogo nie usunięto. Jeśli osoby mimo to mają opuścić listę, usuń je w Klaviyo.
error-staging-lost-help = Uruchom nowy przebieg.
error-temp-disk-full-help = Podziel segment lub poproś administratora o więcej miejsca na dysku dla aplikacji.
error-segment-changed-help = Uruchom eksport ponownie, gdy segment będzie kompletny.
error-held-for-confirmation-help = Niczego nie wysłano. Sprawdź, co przebieg zmieniłby w Klaviyo. Jeśli to się zgadza, potwierdź przebieg.
error-canary-failed-help = Klaviyo przyjęło z niej za mało. Pozostałych osób nie wysłano. Sprawdź niewysłane wiersze, usuń przyczynę i uruchom eksport ponownie.
error-canary-not-confirmed-help = Pozostałych osób nie wysłano. Uruchom eksport ponownie i potwierdź przebieg, gdy będzie na to czekać.
error-list-check-outdated-help = Eksport uruchomiono podczas odczytu listy. Sprawdź listę ponownie.
error-over-limit-help = Niczego nie wysłano. Zmniejsz segment lub podnieś limit eksportu.
error-column-missing-help = Niczego nie wysłano. Zmień dopasowanie danych eksportu lub segment.
error-definition-invalid-help = Niczego nie wysłano. Zmień definicję lub wyeksportuj tabelę ponownie.
error-connection-missing-help = Wybierz inne połączenie i uruchom eksport ponownie.
error-list-not-found-help = Wybierz inną listę: usunięto ją w Klaviyo lub należy do innego konta.
error-key-refused-help = Poproś administratora o wymianę klucza połączenia lub ponowne zalogowanie do Klaviyo, a potem uruchom eksport ponownie.
error-nondeterministic-preparation-help = Uruchom eksport ponownie.
error-step-failed-help = Ponów przebieg. Jeśli znów się nie powiedzie, administrator znajdzie przyczynę w dzienniku aplikacji.
error-chunk-refused-help = Te wiersze są wymienione jako odrzucone.
error-state-conflict-help = Spróbuj ponownie.
more-errors =
    { $count ->
        [one] Nie pokazano { $count } kolejnego problemu.
        [few] Nie pokazano { $count } kolejnych problemów.
        [many] Nie pokazano { $count } kolejnych problemów.
       *[other] Nie pokazano { $count } kolejnego problemu.
    }
error-unavailable-help = Spróbuj ponownie za kilka minut.
error-rate-limited-help = Spróbuj ponownie za minutę. Ten limit jest wspólny z innymi integracjami.
error-newer-version-help = Poproś administratora o dokończenie aktualizacji, a potem spróbuj ponownie.
error-webhook-failed-help = Sprawdź jego adres URL i przetestuj ponownie.
error-preview-active-help = Poczekaj, aż będzie gotowy, i spróbuj ponownie.
error-undo-impossible-help = Sprawdź przyczynę na stronie przebiegu.

# Approval of sensitive changes by a second administrator.
pending-change = Czeka na zatwierdzenie
pending-change-text = { $who } prosi o zmianę: { $fields }. Musi ją zatwierdzić inny administrator.
approve = Zatwierdź
reject = Odrzuć

# Segments that are defined in the app.
define-segment = Zdefiniuj segment
edit-definition = Zmień definicję
define-segment-lead = Osoby z tabeli w magazynie, wybrane według warunków. Eksporty używają go jak każdego innego segmentu.
segment-name = Nazwa segmentu
segment-name-hint = Używają jej eksporty. Później nie można jej zmienić.
rule = Wybierz osoby
rule-conditions = Według warunków
rule-conditions-text = Porównaj kolumny tabeli osób i tabeli członków.
rule-select = Zapytaniem SELECT
rule-select-text = Jedno zapytanie w języku DuckDB SQL, tylko dla administratorów.
rule-select-hint = Nazwy tabel podaj w prostych cudzysłowach. Wszystkie kolumny są tekstem. $today i $now to data i godzina przebiegu.
rule-table = Tabela osób
rule-zone-hint = Dni zaczynają się o północy w tej strefie czasowej.
rule-preview = Osoby teraz
rule-count = Policz osoby
rule-preview-blocked = Najpierw uzupełnij definicję
unreadable-rows = Wiersze, których nie można odczytać
known-segment = Segment w Customer Insights
known-segment-hint = Według tabeli członkostwa w segmentach.
known-segment-partly = Według tabeli członkostwa w segmentach. Nie odczytano wszystkich jej wierszy: może brakować segmentów.
member-table = Tabela członków
member-table-hint = Tylko osoby, których klucz jest w tej tabeli. Pozostaw puste, aby wybrać wszystkie.
member-key = Klucz w tabeli członków
profile-key = Klucz w tabeli osób
member-conditions = Warunki dla członków
conditions = Warunki
conditions-incomplete = Warunek jest niepełny: wybierz kolumnę i podaj wartość.
condition-group = Grupa warunków
match = Musi być spełnione
match-all = Wszystkie z nich
match-any = Co najmniej jeden z nich
add-condition = Dodaj warunek
add-condition-group = Dodaj grupę
remove-condition-group = Usuń grupę
remove-condition = Usuń warunek: { $name }
operator = Porównanie
values-one = Wartość
values-several = Wartości rozdzielone średnikami
values-days = Liczba dni
columns-all = Wszystkie kolumny
columns-chosen = Wybrane kolumny
remove-segment = Usunąć segment?
remove-segment-text = Jego definicja zostanie usunięta. Dane w magazynie i w Klaviyo pozostaną.
operator-is-any-of = ma jedną z wartości
operator-is-none-of = nie ma żadnej z wartości
operator-contains = zawiera
operator-contains-not = nie zawiera
operator-starts-with = zaczyna się od
operator-ends-with = kończy się na
operator-has-any-of = lista zawiera którąś z wartości
operator-has-none-of = lista nie zawiera żadnej z wartości
operator-is-blank = jest puste
operator-is-not-blank = nie jest puste
operator-less-than = jest mniejsze niż
operator-at-most = wynosi co najwyżej
operator-more-than = jest większe niż
operator-at-least = wynosi co najmniej
operator-is-true = jest prawdą
operator-is-false = jest fałszem
operator-before = przypada przed
operator-on-or-after = przypada wtedy lub później
operator-in-last-days = przypada w ostatnich dniach
operator-before-last-days = przypada przed ostatnimi dniami
operator-in-next-days = przypada w następnych dniach

## Impact and list check
impact-title = Co przebieg zmienia w Klaviyo
impact-says-added =
    { $count ->
        [0] Nikt nie dołączy do listy.
        [one] Do listy dołączy { $count } osoba.
        [few] Do listy dołączą { $count } osoby.
        [many] Do listy dołączy { $count } osób.
       *[other] Do listy dołączy { $count } osoby.
    }
impact-says-new =
    { $count ->
        [one] { $number } profil jest nowy w Klaviyo i wlicza się do planu.
        [few] { $number } profile są nowe w Klaviyo i wliczają się do planu.
        [many] { $number } profili jest nowych w Klaviyo i wlicza się do planu.
       *[other] { $number } profilu jest nowe w Klaviyo i wlicza się do planu.
    }
impact-says-none-new = Żadne nowe profile nie wliczają się do planu.
impact-says-flows = Dla tych osób uruchomią się przepływy: { $flows }.
impact-says-no-flows = Nie uruchomią się żadne przepływy.
impact-added = Nowe osoby na liście
impact-new = Nowe profile
impact-about = około { $count }
impact-plan = Plan po przebiegu
impact-plan-text = { $used } z { $allowed } profili ({ $share })
impact-flows = Uruchamiane przepływy
impact-no-flows = Brak
impact-opt-in = Sposób zapisu na listę
impact-single_opt_in = Pojedyncze potwierdzenie
impact-double_opt_in = Podwójne potwierdzenie
impact-scopes = Brakujące zakresy
confirm-run = Potwierdź i uruchom
confirm-run-text = Nowy przebieg może utworzyć w Klaviyo najwyżej tyle nowych profili: { $count }. Sprawdź liczby, zanim potwierdzisz.
run-confirmed = Przebieg został uruchomiony.
list-check = Sprawdzenie listy
list-check-text = Odczytuje listę z Klaviyo i porównuje ją z tym, co wysłał ten eksport. Niczego nie zmienia.
check-list = Sprawdź listę
list-check-reading = Odczyt listy (dotychczas osób: { $count })
list-check-at = Sprawdzono
list-check-on-list = Na liście
list-check-expected = Oczekiwane
list-check-missing = Brakuje
list-check-suppressed = Nie mogą otrzymywać e-maili marketingowych
list-check-foreign = Spoza tego eksportu
list-check-repaired = Naprawiona przez
repair-list = Wyślij brakujące osoby ponownie
repair-list-text = Przebieg wyśle ponownie brakujące osoby: { $count }. Na listę wrócą też osoby, które opuściły ją celowo: najpierw sprawdź plik.
hold-when = Czekaj na potwierdzenie
hold-when-hint = Jeśli spełniony jest jeden z tych warunków, przebieg czeka, zanim cokolwiek wyśle.
hold-new = Więcej nowych profili niż
hold-plan = Wykorzystanie planu powyżej (%)
hold-flows = Lista uruchamia aktywny przepływ
canary = Pierwsza część
canary-hint = Najpierw wysyłanych jest kilka osób. Jeśli się uda, wysyłane są pozostałe.
canary-profiles = Liczba osób wysyłanych jako pierwsze
canary-percent = Albo odsetek (%)
canary-then = Jeśli się uda
canary-continue = Wyślij pozostałe osoby automatycznie
canary-wait = Czekaj na potwierdzenie
canary-max-failed = Zakończ przebieg, jeśli nie powiedzie się więcej niż (%)
canary-hours = Czekaj najwyżej (godzin)
canary-invalid = Podaj liczby całkowite w granicach pól.
canary-waits = Pozostałe osoby czekają na Twoje potwierdzenie
canary-waits-text = Pierwsza część została wysłana. Sprawdź ją w Klaviyo, a potem wyślij pozostałe osoby. Przebieg czeka do
canary-people = Osoby wysłane jako pierwsze
canary-confirmed-by = Potwierdzone przez
canary-size =
    { $count ->
        [one] { $count } osoba
        [few] { $count } osoby
        [many] { $count } osób
       *[other] { $count } osoby
    }
canary-size-percent = { $share } osób
canary-next-wait = Następny przebieg znów wyśle pierwszą część ({ $size }) niewysłanych osób i znów poczeka na potwierdzenie.
canary-next-continue = Następny przebieg znów wyśle pierwszą część ({ $size }) niewysłanych osób. Jeśli się powiedzie, zostaną wysłane pozostałe.
canary-next-all = Następny przebieg wyśle od razu wszystkie pozostałe osoby, bez pierwszej części.
canary-next-on-demand = Rozpocznie się, gdy ktoś naciśnie „Uruchom”.
canary-sending = Wysyłanie i sprawdzanie
canary-waiting = Czeka na potwierdzenie
canary-confirmed = Potwierdzono
canary-passed = Wysłano. Pozostałe osoby są lub zostały wysłane.
canary-stopped = Przebieg zakończył się przed wysłaniem pozostałych osób
send-others = Wyślij pozostałe osoby
send-others-text = Wszystkie pozostałe osoby z tego przebiegu zostaną wysłane do Klaviyo.
others-sent = Potwierdzono. Pozostałe osoby są wysyłane.
check-every = Sprawdzaj listę co (dni)
check-every-hint = Porównuje listę w Klaviyo z tym, co wysłano.
days-invalid = Podaj całkowitą liczbę dni od 1 do 30.

# Links to the documentation

help-all = Pomoc
help-page = Pomoc do tej strony
help-about = Pomoc: { $title }
learn-more = Dowiedz się więcej
new-tab = otwiera się w nowej karcie

# Beside the steps of an export

summary = Podsumowanie
sample-profile = Przykładowy profil
sample-profile-text = Pierwszy wiersz segmentu z bieżącym dopasowaniem danych. Podgląd sprawdza wszystkie wiersze.

# Sentences of the audit: who did what to what

audit-done = { $action }: { $target } (użytkownik: { $who }).
audit-done-alone = { $action } (użytkownik: { $who }).
audit-denied = { $who } – brak uprawnień: { $action }
audit-denied-unknown = Odrzucono żądanie bez logowania: { $action }

# What happened to a person, and the row log.
people = Osoby
lookup = Co się stało z osobą
lookup-text = Pokazuje każdy przebieg, który tę osobę wysłał, odrzucił lub usunął. Inspekcja zapisuje wyszukiwanie, ale nie osobę.
lookup-days = Zakres czasu
lookup-last-days = Ostatnie { $count } dni
look-up = Wyszukaj
lookup-now = Obecnie na listach
lookup-managed = na liście
lookup-departed = opuściła segment
lookup-known = znana, ale nie na liście
lookup-on-none = Żaden eksport nie ma teraz tej osoby na swojej liście.
lookup-runs = W przebiegach
lookup-truncated = Widoczne są tylko najnowsze wyniki. Wybierz krótszy zakres czasu.
lookup-fields = Wysłane pola
unseen-no_row_log = brak dziennika wierszy, znane są tylko niewysłane wiersze
unseen-unchanged_not_logged = niezmienionych wierszy nie ma w dzienniku wierszy
unseen-other_identifiers = identyfikuje osoby inaczej
unseen-log_deleted = dziennik wierszy został usunięty
unseen-active = jeszcze trwa
person-latest = Ostatni wynik: { $outcome }
person-do-arrived = Klaviyo ma ten profil. Sprawdź tam, czy profil nie jest zablokowany i czy nie wykluczają go filtry kampanii. Kontrola listy na stronie eksportu pokaże, czy osoba nadal jest na liście.
person-do-removed = Osoba opuściła segment. Jeśli to błąd, sprawdź segment.
person-do-removal-held = Sprawdź usunięcie na stronie przebiegu.
person-do-opted-out = Osoba zrezygnowała w Klaviyo, więc wiadomości nie są wysyłane.
person-do-erased = Nic nie trzeba robić: tego zażądano.
person-do-failed = Ponów przebieg albo rozpocznij nowy.
person-do-none = Osoby nie było w żadnym wierszu, który pokazują te przebiegi, albo jest znana pod innym identyfikatorem. Sprawdź segment. Jeśli adres zawiera w nim literówkę, znajdziesz go wśród niewysłanych wierszy na stronie ostatniego przebiegu.
person-accepted = Przyjęto w Klaviyo
person-unchanged = Bez zmian, nie wysłano ponownie
person-duplicate = Duplikat: użyto późniejszego wiersza
person-rejected = Odrzucono
person-failed = Nie powiodło się
person-uncertain = Wysłano, wynik nieznany
person-added = Dodano do listy
person-removed = Usunięto z listy
person-cleared = Wyczyszczono pola
person-subscribed = Dodano do subskrybentów
person-unsubscribed = Wypisano z subskrypcji
person-suppressed = Zablokowano
person-not-done = Nie wykonano: { $what }
person-identifier_left_out = Nie wysłano: wartość wspólna dla kilku osób
person-identifier_sent = Wysłano, choć to wartość wspólna dla kilku osób
person-removal_held = Usunięcie czeka na potwierdzenie
person-opted_out = Rezygnacja w Klaviyo
person-erased = Dane wymazano na żądanie
person-why-unsubscribed = Rezygnacja z subskrypcji w Klaviyo
person-why-complained = Oznaczono wiadomość jako spam
person-why-suppressed = Zablokowano w Klaviyo
person-why-bounced = Nie udało się dostarczyć wiadomości
person-why-invalid_address = Nieprawidłowy adres
person-why-on_other_export = Inny eksport utrzymuje osobę na liście
person-why-not_possible = Brak numeru telefonu lub osoby na liście
person-why-joined_at_another_time = Osoba trafiła na listę kiedy indziej
person-why-not_completed = Przebieg zakończył się wcześniej
row-log = Prowadź dziennik wierszy
row-log-name = Dziennik wierszy
row-log-off = Wyłączony
row-log-on = Włączony
row-log-with-fields = Włączony, z wysłanymi polami
row-log-hint = Zapisuje wynik każdego wiersza wraz z danymi osobowymi. Przebiegi trwają dłużej.
row-log-fields = Zachowuj także wysłane pola
lookup-searching =
    { $count ->
        [one] Przeszukano dotąd { $count } przebieg…
        [few] Przeszukano dotąd { $count } przebiegi…
        [many] Przeszukano dotąd { $count } przebiegów…
       *[other] Przeszukano dotąd { $count } przebiegu…
    }
lookup-none =
    { $count ->
        [one] Nic nie znaleziono w { $count } przebiegu.
        [few] Nic nie znaleziono w { $count } przebiegach.
        [many] Nic nie znaleziono w { $count } przebiegach.
       *[other] Nic nie znaleziono w { $count } przebiegu.
    }
lookup-unseen =
    { $count ->
        [one] { $count } przebieg nie pokazuje wszystkiego
        [few] { $count } przebiegi nie pokazują wszystkiego
        [many] { $count } przebiegów nie pokazuje wszystkiego
       *[other] { $count } przebiegu nie pokazuje wszystkiego
    }

## Undoing a run
undo-run = Cofnij ten przebieg
undo-started = Przebieg jest cofany.
undo-not-possible = Tego przebiegu nie można cofnąć
undo-people =
    { $count ->
        [one] Z listy Klaviyo zostanie usunięta { $count } osoba dodana przez ten przebieg. Jeśli była na liście wcześniej albo utrzymuje ją na niej inny eksport, pozostanie.
        [few] Z listy Klaviyo zostaną usunięte najwyżej { $count } osoby dodane przez ten przebieg. Osoby, które były na liście wcześniej lub które utrzymuje na niej inny eksport, pozostaną.
        [many] Z listy Klaviyo zostanie usuniętych najwyżej { $count } osób dodanych przez ten przebieg. Osoby, które były na liście wcześniej lub które utrzymuje na niej inny eksport, pozostaną.
       *[other] Z listy Klaviyo zostanie usunięte najwyżej { $count } osoby dodanej przez ten przebieg. Osoby, które były na liście wcześniej lub które utrzymuje na niej inny eksport, pozostaną.
    }
undo-stays = To pozostanie bez zmian:
remains-profiles = Profile na koncie Klaviyo.
remains-fields = Wartości, które przebieg zapisał w profilach.
remains-consent = Subskrypcje i rezygnacje z nich.
remains-flows = Przepływy i wiadomości, które się rozpoczęły.
remains-removals = Osoby usunięte z listy przez przebieg pozostaną usunięte.
undo-pause = Najpierw wstrzymaj eksport
undo-pause-hint = W przeciwnym razie następny przebieg doda te osoby ponownie, a przepływy rozpoczną się ponownie.
undo-until = Przebieg można cofnąć do
undoes-run = Ten przebieg cofa inny przebieg
run-undone = Ten przebieg został cofnięty
