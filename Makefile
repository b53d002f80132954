# Two commands are all one needs: `make run` and `make test`. Both prepare by themselves what they need.
PYTHON ?= python3
BOOTSTRAP = $(PYTHON) tools/bootstrap

.PHONY: help run test test-full setup media bench format lock

help:
	@echo "make run     запустить «Парту» здесь: DATA=папка LISTEN=адрес:порт"
	@echo "make test    все проверки"
	@echo "make test-full  и медленные: медиасервер, пакет сервера отдельно"
	@echo "make setup   только подготовить то, что нужно обеим командам; после неё есть .venv/bin/parta"
	@echo "make media   собрать медиасервер для звонков сейчас, не в фоне"
	@echo "make bench   измерить скорость"
	@echo "make format  привести код к общему виду"
	@echo "make lock    обновить файлы locks/"

run:
	@exec $(BOOTSTRAP) run $(if $(DATA),--data "$(DATA)") $(if $(LISTEN),--listen "$(LISTEN)") $(ARGS)

test:
	@exec $(BOOTSTRAP) test

test-full:
	@exec $(BOOTSTRAP) test full

setup media format lock:
	@exec $(BOOTSTRAP) $@

bench: setup
	@if [ -f tests/bench/__main__.py ]; then exec .venv/bin/python tests/bench; else echo "Замеров пока нет."; exit 1; fi
