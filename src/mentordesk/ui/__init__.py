"""The house Qt kit; it knows no feature."""

from mentordesk.ui.lasting import make_singletons_last

make_singletons_last()
