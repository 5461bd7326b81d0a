using System.Globalization;

namespace Flexportal.Sealing.Proof;

/// <summary>The fixed texts of the proof in one language. A language joins by one more instance here and one table in the domain's dates.</summary>
internal sealed record ProofWords
{
    public required string Language { get; init; }

    public required string Title { get; init; }

    /// <summary>{0} page, {1} pages.</summary>
    public required string PageOf { get; init; }

    /// <summary>{0} title, {1} name, {2} time. The first two are set bold.</summary>
    public required string Sentence { get; init; }

    public required string Who { get; init; }

    public required string What { get; init; }

    public required string When { get; init; }

    public required string How { get; init; }

    /// <summary>{0} number of pages, {1} bytes.</summary>
    public required string PagesAndBytes { get; init; }

    public required string OnePageAndBytes { get; init; }

    public required string DutchTime { get; init; }

    public required string Event { get; init; }

    public required string WhatHappened { get; init; }

    public required string Offered { get; init; }

    public required string SignedIn { get; init; }

    public required string Opened { get; init; }

    public required string Started { get; init; }

    public required string CodeSent { get; init; }

    public required string CodeAccepted { get; init; }

    public required string CodeEntered { get; init; }

    public required string DocumentSigned { get; init; }

    public required string AgreedTo { get; init; }

    public required string Transaction { get; init; }

    public required string TransactionId { get; init; }

    public required string Created { get; init; }

    public required string Signed { get; init; }

    public required string DocumentTitle { get; init; }

    public required string OriginalFile { get; init; }

    public required string FileName { get; init; }

    public required string PageCount { get; init; }

    public required string Size { get; init; }

    public required string OfferedBy { get; init; }

    public required string ApiKey { get; init; }

    public required string Agency { get; init; }

    public required string AgencyId { get; init; }

    public required string OfferedAt { get; init; }

    public required string OpenedAt { get; init; }

    public required string Signer { get; init; }

    public required string Name { get; init; }

    public required string SignerId { get; init; }

    public required string Email { get; init; }

    public required string IpAddress { get; init; }

    public required string Signature { get; init; }

    public required string SignIn { get; init; }

    public required string AccountId { get; init; }

    public required string LoginName { get; init; }

    public required string Role { get; init; }

    public required string Worker { get; init; }

    public required string Number { get; init; }

    public required string SignedInSince { get; init; }

    public required string Verification { get; init; }

    public required string NoVerification { get; init; }

    public required string Method { get; init; }

    public required string SentTo { get; init; }

    public required string Sent { get; init; }

    public required string Accepted { get; init; }

    public required string Entered { get; init; }

    public required string CodesSent { get; init; }

    public required string WrongTries { get; init; }

    /// <summary>{0} tries, {1} allowed.</summary>
    public required string OutOf { get; init; }

    public required string NotFilledIn { get; init; }

    public required string NotRecorded { get; init; }

    /// <summary>{0} method, {1} digits.</summary>
    public required string MethodWithDigits { get; init; }

    public required string Click { get; init; }

    public required string Typed { get; init; }

    public required string Drawn { get; init; }

    public required string EmailCode { get; init; }

    public required string EmailLink { get; init; }

    public required string SmsCode { get; init; }

    public required string Passkey { get; init; }

    public required string HowToCheck { get; init; }

    /// <summary>The steps; {0} bytes of the original.</summary>
    public required string[] Steps { get; init; }

    public static ProofWords Dutch { get; } = new()
    {
        Language = "nl",
        Title = "Transactiebewijs",
        PageOf = "Pagina {0} van {1}",
        Sentence = "{0} is ondertekend door {1} op {2}.",
        Who = "Wie",
        What = "Wat",
        When = "Wanneer",
        How = "Hoe",
        PagesAndBytes = "{0} pagina's, {1} bytes",
        OnePageAndBytes = "1 pagina, {1} bytes",
        DutchTime = "Nederlandse tijd",
        Event = "Gebeurtenis",
        WhatHappened = "Wat is er gebeurd",
        Offered = "Document aangeboden",
        SignedIn = "Ingelogd",
        Opened = "Document geopend",
        Started = "Ondertekenen gestart: transactienummer aangemaakt",
        CodeSent = "Code verstuurd per e-mail",
        CodeAccepted = "E-mail met de code aangenomen door de mailprovider",
        CodeEntered = "Juiste code ingevoerd",
        DocumentSigned = "Document ondertekend",
        AgreedTo = "Waarmee is ingestemd",
        Transaction = "Transactie",
        TransactionId = "Transactienummer",
        Created = "Aangemaakt",
        Signed = "Ondertekend",
        DocumentTitle = "Titel",
        OriginalFile = "Origineel bestand",
        FileName = "Bestandsnaam",
        PageCount = "Aantal pagina's",
        Size = "Grootte",
        OfferedBy = "Aangeboden door",
        ApiKey = "Medewerker of API-sleutel",
        Agency = "Bureau",
        AgencyId = "Bureaucode",
        OfferedAt = "Aangeboden",
        OpenedAt = "Geopend",
        Signer = "Ondertekenaar",
        Name = "Naam",
        SignerId = "Id in het portaal",
        Email = "E-mail",
        IpAddress = "IP-adres",
        Signature = "Handtekening",
        SignIn = "Inloggen",
        AccountId = "Account-id",
        LoginName = "Inlognaam",
        Role = "Rol",
        Worker = "Flexwerker",
        Number = "Nummer bij het bureau",
        SignedInSince = "Ingelogd sinds",
        Verification = "Verificatie",
        NoVerification = "Voor dit document is geen code gevraagd",
        Method = "Manier",
        SentTo = "Verstuurd naar",
        Sent = "Verstuurd",
        Accepted = "Aangenomen",
        Entered = "Ingevoerd",
        CodesSent = "Codes verstuurd",
        WrongTries = "Verkeerde pogingen",
        OutOf = "{0} van {1}",
        NotFilledIn = "niet ingevuld",
        NotRecorded = "niet vastgelegd",
        MethodWithDigits = "{0}, {1} cijfers",
        Click = "Klik op \"Ondertekenen\"",
        Typed = "Getypte naam",
        Drawn = "Getekende handtekening",
        EmailCode = "Code per e-mail",
        EmailLink = "Link per e-mail",
        SmsCode = "Code per sms",
        Passkey = "Toegangssleutel",
        HowToCheck = "Zo controleer je dit bestand zonder ons",
        Steps =
        [
            "Open de pdf in een lezer die handtekeningen toont. Het zegel moet geldig zijn en het hele bestand omvatten.",
            "Neem de eerste {0} bytes van dit bestand en bereken SHA-256. De uitkomst is het getal bij Origineel bestand.",
            "De bijlage evidence.json van deze pdf heeft dezelfde gegevens, leesbaar voor computers.",
            "De tijden komen van de klok van het portaal. Heeft het zegel een tijdstempel, dan bevestigt een derde het moment van verzegelen.",
        ],
    };

    public static ProofWords English { get; } = new()
    {
        Language = "en",
        Title = "Proof of transaction",
        PageOf = "Page {0} of {1}",
        Sentence = "{0} was signed by {1} on {2}.",
        Who = "Who",
        What = "What",
        When = "When",
        How = "How",
        PagesAndBytes = "{0} pages, {1} bytes",
        OnePageAndBytes = "1 page, {1} bytes",
        DutchTime = "Dutch time",
        Event = "Event",
        WhatHappened = "What happened",
        Offered = "Document offered",
        SignedIn = "Signed in",
        Opened = "Document opened",
        Started = "Signing started: transaction id created",
        CodeSent = "Code sent by email",
        CodeAccepted = "Email with the code accepted by the mail provider",
        CodeEntered = "Right code entered",
        DocumentSigned = "Document signed",
        AgreedTo = "What was agreed to",
        Transaction = "Transaction",
        TransactionId = "Transaction id",
        Created = "Created",
        Signed = "Signed",
        DocumentTitle = "Title",
        OriginalFile = "Original file",
        FileName = "File name",
        PageCount = "Number of pages",
        Size = "Size",
        OfferedBy = "Offered by",
        ApiKey = "Employee or API key",
        Agency = "Agency",
        AgencyId = "Agency code",
        OfferedAt = "Offered",
        OpenedAt = "Opened",
        Signer = "Signer",
        Name = "Name",
        SignerId = "Id in the portal",
        Email = "Email",
        IpAddress = "IP address",
        Signature = "Signature",
        SignIn = "Sign-in",
        AccountId = "Account id",
        LoginName = "Sign-in name",
        Role = "Role",
        Worker = "Temporary worker",
        Number = "Number at the agency",
        SignedInSince = "Signed in since",
        Verification = "Verification",
        NoVerification = "No code was asked for this document",
        Method = "Method",
        SentTo = "Sent to",
        Sent = "Sent",
        Accepted = "Accepted by provider",
        Entered = "Entered",
        CodesSent = "Codes sent",
        WrongTries = "Wrong tries",
        OutOf = "{0} of {1}",
        NotFilledIn = "not filled in",
        NotRecorded = "not recorded",
        MethodWithDigits = "{0}, {1} digits",
        Click = "Click on \"Ondertekenen\" (sign)",
        Typed = "Typed name",
        Drawn = "Drawn signature",
        EmailCode = "Code by email",
        EmailLink = "Link by email",
        SmsCode = "Code by text message",
        Passkey = "Passkey",
        HowToCheck = "How to check this file without us",
        Steps =
        [
            "Open the PDF in a reader that shows signatures. The seal must be valid and cover the whole file.",
            "Take the first {0} bytes of this file and compute SHA-256. It equals the figure under Original file.",
            "The attachment evidence.json of this PDF holds the same data for computers.",
            "The times come from the portal's clock. Where the seal has a timestamp, a third party confirms the moment of sealing.",
        ],
    };

    /// <summary>The language beside Dutch: the worker's where there are texts for it, else English.</summary>
    public static ProofWords BesideDutch(string language) => All.FirstOrDefault(words => words != Dutch && Primary(language) == words.Language) ?? English;

    public static IReadOnlyList<ProofWords> All => [Dutch, English];

    /// <summary>What the act of signing is called. An act that has no label here is printed by its own name: never another's.</summary>
    public string SignatureLabel(string signature) => signature switch
    {
        "CLICK" => Click,
        "TYPED" => Typed,
        "DRAWN" => Drawn,
        _ => signature,
    };

    /// <summary>What the check is called; see <see cref="SignatureLabel"/>.</summary>
    public string MethodLabel(string method) => method switch
    {
        "EMAIL_CODE" => EmailCode,
        "EMAIL_LINK" => EmailLink,
        "SMS_CODE" => SmsCode,
        "PASSKEY" => Passkey,
        _ => method,
    };

    public string RoleLabel(string role) => role == "worker" ? Worker : role;

    /// <summary>The label with the length of the code where the check was a code.</summary>
    public string MethodLabel(string method, int digits) =>
        method.EndsWith("_CODE", StringComparison.Ordinal) ? Fill(MethodWithDigits, MethodLabel(method), digits) : MethodLabel(method);

    public static string Fill(string pattern, params object[] values) => string.Format(CultureInfo.InvariantCulture, pattern, values);

    private static string Primary(string language) => language.Split('-')[0].ToLowerInvariant();
}
