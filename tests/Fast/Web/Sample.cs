using Flexportal.Domain.Common;
using Flexportal.Web.Pages;
using Flexportal.Web.Pages.Documents;
using Flexportal.Web.Pages.Home;
using Flexportal.Web.Pages.Personal;
using Flexportal.Web.Pages.Settings;
using Flexportal.Web.Pages.Signing;

namespace Flexportal.Tests.Fast.Web;

/// <summary>Answers of the API for one worker: document a is offered, b waits for its code, e is blocked, f has expired, 1 is signed; x belongs to somebody else.</summary>
internal static class Sample
{
    public const string Title = "Uitzendovereenkomst fase A";
    public const string FileName = "OVK N. van Dooren.pdf";

    public static void Fill(FakePortal portal)
    {
        portal.Answer("Home", Home(portal));
        portal.Answers["DocumentStep"] = v => new NodeData<StepData>(Own(v) ? new StepData(FakePortal.NodeOf(v), Title, FileName, State(v)) : null);
        portal.Answers["DocumentRead"] = v => new ReadPageData(new ReadViewer(new ReadWorker("niki@example.com")), !Own(v) ? null : new ReadData(
            FakePortal.NodeOf(v), Title, FileName, "nl", State(v), FakePortal.BareId(v)[0] == '9' ? "PERSONAL" : "SIGN", "EMAIL_CODE", null,
            [.. Enumerable.Range(1, 5).Select(i => new PageImage(i, 800, 1132, $"/d/x/pages/{i}/480 480w, /d/x/pages/{i}/800 800w, /d/x/pages/{i}/1400 1400w"))],
            new Download("/files/x", 240_000)));
        portal.Answers["DocumentText"] = v => new NodeData<TextData>(!Own(v) ? null : new TextData(
            FakePortal.NodeOf(v), Title, FileName, "nl", State(v), 5, "Artikel 1 Werk\f\fArtikel 2 Loon", new Download("/files/x", 240_000)));
        portal.Answers["DocumentOpen"] = v => new OpenData(new OpenPayload(new StateOnly(FakePortal.NodeOf(v), "OPENED"), []));
        portal.Answers["SigningConfirmPage"] = v => new ConfirmData(
            new ConfirmViewer(new ConfirmWorker("Niki van Dooren", "niki@example.com", false)),
            Own(v) ? new ConfirmDocument(FakePortal.NodeOf(v), Title, FileName, State(v), FakePortal.BareId(v)[0] == '9' ? "PERSONAL" : "SIGN", "EMAIL_CODE", 5) : null);
        portal.Answers["SigningStart"] = v => new StartData(new OpenPayload(new StateOnly(FakePortal.NodeOf(v), "AWAITING_CODE"), []));
        portal.Answers["CodePage"] = v => new NodeData<CodeDocument>(Own(v) ? Code(portal, v, Running(portal)) : null);
        portal.Answers["SigningConfirm"] = _ => Refused("CODE_INCORRECT");
        portal.Answers["SigningResendCode"] = _ => new ResendData(new ResendPayload([]));
        portal.Answers["DonePage"] = v => Done(v, "HANDED_OVER");
        portal.Answers["SidePage"] = v => new NodeData<SideDocument>(!Own(v) ? null : new SideDocument(
            FakePortal.NodeOf(v), Title, FileName, State(v), State(v) == "LOCKED" ? new DocumentLockData("RESENDS_USED_UP", new Moment(portal.Now.AddMinutes(-20)), 3) : null));
        portal.Answers["DocumentRefuse"] = v => new RefuseData(new OpenPayload(new StateOnly(FakePortal.NodeOf(v), "REFUSED"), []));
        portal.Answer("SettingsPage", new SettingsData(new SettingsViewer(new SettingsWorker("Niki van Dooren", "niki@example.com", "nl", false), [Device("aa", "Chrome", "Android", true), Device("bb", "Firefox", "Windows"), Device("cc", "", "")])));
        SettingsDevice Device(string name, string browser, string system, bool isThis = false) =>
            new(name, browser, system, new Moment(portal.Now.AddHours(-2)), new Moment(portal.Now.AddMinutes(-4)), isThis);
        portal.Answer("PersonalPage", new PersonalData(new PersonalViewer(new PersonalWorker("niki@example.com"), new PersonalFiles(
            [File('9', "Loonstrook week 46", "2026-11-19T10:33:00Z"), File('8', "Jaaropgave", "2025-12-31T23:10:00Z"), File('7', "Loonstrook week 52", "2025-12-31T22:59:00Z"), File('6', "Loonstrook week 51", "2025-12-20T10:00:00Z", gone: true)],
            new PageEnd(false, null)))));
        portal.Answer("DocumentMailCopy", new MailCopyData(new MailCopyPayload([])));
        portal.Answer("WorkerPreferencesUpdate", new PreferencesData(new PreferencesPayload([])));
    }

    public static HomeData Home(FakePortal portal, int toSign = 1, int signed = 1, int personal = 1) => new(new HomeViewer(
        new HomeWorker("Niki van Dooren"),
        new ToSignList([.. Enumerable.Range(0, toSign).Select(i => new ToSignRow(
            FakePortal.NodeIdOf(FakePortal.Id('a')), Title, FileName, i % 2 == 0 ? "OFFERED" : "OPENED", 5, new Moment(portal.Now.AddDays(4)), null))]),
        new SignedList([.. Enumerable.Range(0, signed).Select(_ => Signed())], new PageEnd(false, null)),
        new PersonalList([.. Enumerable.Range(0, personal).Select(_ => new PersonalRow("p", "Loonstrook week 46.pdf", new InList("19 nov. 2026 om 11:33"), new Download("/files/y", 84_000)))])));

    public static CodeDocument Code(FakePortal portal, object? v, Challenge challenge) =>
        new(FakePortal.NodeOf(v), Title, FileName, State(v), new Attempt("s1", "CODE", portal.Now, challenge));

    public static Challenge Running(FakePortal portal) =>
        new("n…@example.com", new Moment(portal.Now.AddSeconds(-12)), "HANDED_OVER", portal.Now.AddSeconds(78), 90, 4, 2, 2, portal.Now.AddSeconds(3), portal.Now.AddSeconds(8));

    public static ConfirmCodeData Refused(string code) => new(new OpenPayload(null, [new UserError(code)]));

    public static DoneData Done(object? v, string copy) => new(
        new DoneViewer(new DoneWorker("Niki van Dooren", "niki@example.com"), new DoneList([])),
        !Own(v) ? null : new DoneDocument(
            FakePortal.NodeOf(v), Title, FileName, State(v), "EMAIL_CODE", new Moment(new DateTimeOffset(2020, 12, 10, 10, 33, 36, TimeSpan.Zero), "10 dec. 2020 om 11:33", "lang"), copy,
            new Proof("fa353dec5dec4b799ef00ef5187df7be", "CLICK", "EMAIL_CODE", new string('9', 64), null, null, null, null)));

    private static PersonalFileRow File(char id, string title, string at, bool gone = false)
    {
        var added = DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture);
        return new(FakePortal.NodeIdOf(FakePortal.Id(id)), title, $"{title}.pdf", new Moment(added, DutchTime.List(added, "nl")), gone ? null : new Download($"/files/{id}", 84_000));
    }

    private static SignedRow Signed()
    {
        var at = new DateTimeOffset(2020, 12, 10, 10, 33, 0, TimeSpan.Zero);
        return new SignedRow(FakePortal.NodeIdOf(FakePortal.Id('1')), FileName, new InList(DutchTime.List(at, "nl")));
    }

    private static bool Own(object? variables) => FakePortal.BareId(variables)[0] != '0';

    private static string State(object? variables) => FakePortal.BareId(variables)[0] switch
    {
        'b' => "AWAITING_CODE",
        'e' => "LOCKED",
        'f' => "EXPIRED",
        '1' => "SIGNED",
        _ => "OFFERED",
    };
}
