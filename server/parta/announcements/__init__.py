"""Official notices of the school («Объявления», C6, C15): numbered, addressed by rule, receipted by person and child."""
