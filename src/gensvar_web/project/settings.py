"""Django's settings. What differs between installations is read in `environment`; the rest is fixed here."""

from __future__ import annotations

from datetime import timedelta

from gensvar_web.kit.catalogue import compile_catalogues
from gensvar_web.kit.operator import read_operator
from gensvar_web.project.environment import read_environment
from gensvar_web.project.rooms import ROOMS

ENVIRONMENT = read_environment()
DATA = ENVIRONMENT.data
SECRET_KEY = ENVIRONMENT.secret_key
DEBUG = ENVIRONMENT.debug
DEMO = ENVIRONMENT.demo
ADDRESS = ENVIRONMENT.address
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)
CSRF_TRUSTED_ORIGINS = [ADDRESS]

INSTALLED_APPS = [
    "gensvar_web.kit",
    "gensvar_web.ledger",
    "gensvar_web.people",
    "gensvar_web.vault",
    "gensvar_web.post",
    *[f"gensvar_web.rooms.{room}" for room in ROOMS],
    "gensvar_web.api",
    "gensvar_web.operations",
    *(["gensvar_web.demo"] if DEMO else []),
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "rules.apps.AutodiscoverRulesConfig",
]
MIDDLEWARE = [
    "gensvar_web.kit.security.SecurityHeaders",
    "gensvar_web.api.problems.ProblemMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "gensvar_web.kit.once.OnceMiddleware",
    "gensvar_web.kit.mistakes.MistakesMiddleware",
]
ROOT_URLCONF = "gensvar_web.project.urls"
WSGI_APPLICATION = "gensvar_web.project.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "gensvar_web.people.context.surroundings",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "gensvar_web.kit.templatetags.kit",
            ],
        },
    }
]
FORM_RENDERER = "gensvar_web.kit.forms.Renderer"

DATABASES = {"default": ENVIRONMENT.database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    # Shared by all processes, so that rate limits hold for the whole server.
    "default": {"BACKEND": "django.core.cache.backends.filebased.FileBasedCache", "LOCATION": str(DATA / "cache")}
}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "post"]}}

# Words in templates and code are Swedish; each app's locale/en holds the English.
LANGUAGE_CODE = "sv"
LANGUAGES = [("sv", "Svenska"), ("en", "English")]
LOCALE_PATHS = [str(compile_catalogues(DATA / "locale"))]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = int(timedelta(days=365).total_seconds())
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = "Europe/Stockholm"
USE_TZ = True

STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(DATA / "files")}},
    "staticfiles": {"BACKEND": "gensvar_web.kit.static_files.VersionedFiles"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
# An address carries the hash of its content (?v=), so a copy is good for as long as it is asked for.
WHITENOISE_IMMUTABLE_FILE_TEST = "^(?!)" if DEBUG else "."
WHITENOISE_MAX_AGE = 0 if DEBUG else int(timedelta(days=365).total_seconds())

# Files go to disk beside their destination and never whole into memory.
FILE_UPLOAD_TEMP_DIR = str(DATA / "uploads")
(DATA / "uploads").mkdir(exist_ok=True, mode=0o700)
FILE_UPLOAD_HANDLERS = ["gensvar_web.kit.uploads.LimitedUploadHandler"]
UPLOAD_LIMIT = ENVIRONMENT.upload_limit
REGISTER, SMS, VOICE = ENVIRONMENT.register, ENVIRONMENT.sms, ENVIRONMENT.voice
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 50

# Requests a minute: of a token, and of an address that shows none. The largest file of a store, in bytes.
API_RATE, API_RATE_UNKNOWN = 600, 120
API_FILE_LIMIT = 4_000_000_000

RETENTION = dict(ENVIRONMENT.keep_days)
# Of DuckDB, for a file that is read in the background; empty leaves it to the library.
IMPORT_MEMORY = f"{ENVIRONMENT.import_mb}MB" if ENVIRONMENT.import_mb else ""
ANSWER_REMINDER_DAYS = ENVIRONMENT.remind_days
AUDIT_PLACES = ENVIRONMENT.audit_places
OPERATOR = read_operator(DATA)

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "rules.permissions.ObjectPermissionBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "people:home"
ACCOUNT_ADAPTER = "gensvar_web.people.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_SIGNUP_FORM_CLASS = "gensvar_web.people.sign_up.SignUpForm"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = True
MFA_ADAPTER = "gensvar_web.people.mfa.MfaAdapter"
MFA_FORMS = {
    "add_webauthn": "gensvar_web.people.mfa.AddKeyForm",
    "authenticate": "gensvar_web.people.mfa.CodeForm",
    "reauthenticate": "gensvar_web.people.mfa.CodeAgainForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Gensvar"
MFA_TOTP_TOLERANCE = 1  # the code before and the one after: clocks of phones are not exact
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not ENVIRONMENT.https

globals().update(ENVIRONMENT.mail)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENVIRONMENT.mail_from

SESSION_COOKIE_AGE = int(timedelta(days=14).total_seconds())
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = ENVIRONMENT.https
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "gensvar_web.project.errors.bad_origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = int(timedelta(days=365).total_seconds()) if ENVIRONMENT.https else 0
# Set by the web server in front (see deploy/), which also drops what a visitor sends under that name.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.https else None
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        # One line for each visitor's mistake is noise; errors are still told.
        "django.request": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "django_tasks_db": {"level": "WARNING"},
        "weasyprint": {"level": "ERROR"},
        "fontTools": {"level": "ERROR"},
    },
}
SILENCED_SYSTEM_CHECKS = ["urls.W005"]
