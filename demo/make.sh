#!/usr/bin/env bash
# Prints the demo documents again from their sources: demo/make.sh. Needs chromium, qpdf, poppler, python3 and the fonts-noto-core package.
# The PDFs are committed; run this only when a source has changed (chromium writes the time into the files).
set -euo pipefail
cd "$(dirname "$0")/source"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp ./*.svg style.css "$work"

print() { # page, PDF
    chromium --headless --no-sandbox --disable-gpu --user-data-dir="$work/profile" --no-pdf-header-footer --print-to-pdf="$2" "file://$1" 2> "$work/log" || { cat "$work/log"; exit 1; }
}

document() { # agency, person, document, file
    python3 fill.py "$3.html" "$1.txt" "$2.txt" > "$work/$4.html"
    mkdir -p "../$1"
    print "$work/$4.html" "$work/$4.pdf"
    qpdf --check "$work/$4.pdf" > "$work/log" || { cat "$work/log"; exit 1; }
    cp "$work/$4.pdf" "../$1/$4.pdf"
}

logo() { # agency
    mkdir -p "../$1"
    printf '<style>@page{size:192px 48px;margin:0}body{margin:0;height:47px;overflow:hidden}</style><img src="logo-%s.svg" alt="">' "$1" > "$work/$1.html"
    print "$work/$1.html" "$work/$1.pdf"
    pdftocairo -png -transp -singlefile -r 96 -x 0 -y 0 -W 192 -H 48 "$work/$1.pdf" "../$1/logo"
    cp "logo-$1.svg" "../$1/logo.svg"
}

logo taldemo
logo werkstad
document taldemo van-dooren ovk ovk-van-dooren
document taldemo van-dooren fietsplan fietsplan-van-dooren
document taldemo van-dooren loonstrook loonstrook-van-dooren
document taldemo van-dooren huisreglement huisreglement
document taldemo nowicka ovk ovk-nowicka
document taldemo nowicka veiligheidsinstructie veiligheidsinstructie-nowicka
document werkstad shevchenko ovk ovk-shevchenko
document werkstad shevchenko loonstrook loonstrook-shevchenko
document werkstad shevchenko huisreglement huisreglement
document werkstad shevchenko veiligheidsinstructie veiligheidsinstructie-shevchenko
