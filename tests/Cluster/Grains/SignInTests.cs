using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using System.Text;
using Flexportal.Contracts.Workers;
using Flexportal.Domain.Budgets;
using Flexportal.Domain.Common;
using Flexportal.Domain.Mails;
using Flexportal.Domain.Workers;
using Flexportal.Storage.Due;
using Flexportal.TestKit;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Flexportal.Tests.Cluster.Grains;

/// <summary>Passwords, limiter and sessions.</summary>
public sealed class SignInTests(ClusterFixture fixture) : OneWorker(fixture.Cluster), IClassFixture<ClusterFixture>
{
    private const string Good = "groene fiets op zolder";

    [Fact]
    public async Task The_invitation_sets_the_first_password_once_and_signs_in()
    {
        var token = await Invited();
        var first = await Set(token, Good, "s1");
        Assert.Equal(Worker.Id, first.Value!.Worker);
        Assert.NotNull(await Agency.Grains.Session(Hash("s1")).Get());
        Assert.Equal(RefusalCode.LinkExpired, (await Set(token, "een ander wachtwoord", "s2")).Refusal!.Code);
        Assert.Null((await SignIn(Worker.Email, Good, "s3")).Refusal);
    }

    [Theory]
    [InlineData("kort", RefusalCode.PasswordTooShort)]
    [InlineData("welkom12345", RefusalCode.PasswordTooCommon)]
    public async Task A_weak_password_is_refused_and_the_link_stays_good(string weak, RefusalCode expected)
    {
        var token = await Invited();
        Assert.Equal(expected, (await Set(token, weak, "s")).Refusal!.Code);
        Assert.Null((await Set(token, Good, "s")).Refusal);
    }

    [Fact]
    public async Task W1_unknown_names_and_wrong_passwords_are_answered_alike()
    {
        await WithPassword();
        var wrong = await SignIn(Worker.Email, "niet dit wachtwoord", "a");
        var unknown = await SignIn("niemand@mail.example", "niet dit wachtwoord", "b");
        Assert.Equal(unknown, wrong);
        Assert.Equal(RefusalCode.SignInFailed, wrong.Refusal!.Code);
        Assert.Null(await Agency.Grains.Session(Hash("a")).Get());
    }

    [Fact]
    public async Task The_address_is_read_without_case_and_spaces()
    {
        await WithPassword();
        Assert.Null((await SignIn($" {Worker.Email.ToUpperInvariant()} ", Good, "a")).Refusal);
    }

    [Fact]
    public async Task Wrong_tries_wait_longer_and_longer_for_known_and_unknown_names_even_after_a_crash()
    {
        await WithPassword();
        foreach (var name in new[] { Worker.Email, "niemand@mail.example" })
        {
            for (var tries = 0; tries < 3; tries++)
            {
                Assert.Equal(RefusalCode.SignInFailed, (await SignIn(name, "fout", "x")).Refusal!.Code);
            }

            await Cluster.Forget(Agency.Grains.SignIn(Hash(name)));
            var held = await SignIn(name, Good, "x");
            Assert.Equal((RefusalCode.SignInTooOften, Cluster.Now.AddSeconds(1)), (held.Refusal!.Code, held.Refusal.At));
        }

        Cluster.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null((await SignIn(Worker.Email, Good, "x")).Refusal);
    }

    [Fact]
    public async Task A_forgotten_password_is_replaced_by_mail_and_ends_all_other_sessions()
    {
        await WithPassword("old");
        await Agency.Grains.SignIn(Hash(Worker.Email)).ForgotPassword(Worker.Email);
        await Cluster.Until(() => Agency.Accepted(MailKind.PasswordReset).Count == 1, "the reset mail");
        var token = Agency.Accepted(MailKind.PasswordReset)[0].Material.LinkToken!;
        Assert.Null((await Set(token, "een nieuw lang woord", "new")).Refusal);
        Assert.Null(await Agency.Grains.Session(Hash("old")).Get());
        Assert.NotNull(await Agency.Grains.Session(Hash("new")).Get());
        Assert.Equal(RefusalCode.SignInFailed, (await SignIn(Worker.Email, Good, "z")).Refusal!.Code);
    }

    [Fact]
    public async Task A_reset_link_is_dead_after_a_changed_address_and_after_a_changed_password()
    {
        await WithPassword();
        await ForgetPassword(1);
        await ForgetPassword(2);
        var links = Agency.Accepted(MailKind.PasswordReset).Select(mail => mail.Material.LinkToken!).ToList();
        Cluster.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null((await Set(links[0], "een nieuw lang woord", "new")).Refusal);
        Assert.Equal(RefusalCode.LinkExpired, (await Set(links[1], "nog een lang woord", "late")).Refusal!.Code);

        await ForgetPassword(3);
        Cluster.Time.Advance(TimeSpan.FromSeconds(1));
        await Move("elders@mail.example");
        Assert.Equal(RefusalCode.LinkExpired, (await Set(Agency.Accepted(MailKind.PasswordReset)[^1].Material.LinkToken!, "nog een lang woord", "late")).Refusal!.Code);
        Assert.Null((await SignIn("elders@mail.example", "een nieuw lang woord", "z")).Refusal);
    }

    [Fact]
    public async Task An_invitation_that_went_to_a_wrong_address_sets_no_password_once_the_address_is_right()
    {
        var stranger = await Invited();
        Cluster.Time.Advance(TimeSpan.FromSeconds(1));
        await Move("echt@mail.example");
        Assert.Equal(RefusalCode.LinkExpired, (await Set(stranger, Good, "thief")).Refusal!.Code);
        await Agency.Grains.Worker(Worker.Id).Invite(null, TestAgency.ByKey());
        await Cluster.Until(() => Agency.Accepted(MailKind.Invite).Count > 1, "the second invitation");
        Assert.Null((await Set(Agency.Accepted(MailKind.Invite)[^1].Material.LinkToken!, Good, "own")).Refusal);
    }

    [Fact]
    public async Task Reset_mails_are_three_an_hour_and_none_for_unknown_names()
    {
        await WithPassword();
        for (var plea = 0; plea < 10; plea++)
        {
            await Agency.Grains.SignIn(Hash(Worker.Email)).ForgotPassword(Worker.Email);
            await Agency.Grains.SignIn(Hash("niemand@mail.example")).ForgotPassword("niemand@mail.example");
        }

        await Cluster.Until(() => Agency.Accepted(MailKind.PasswordReset).Count == 3, "three reset mails");
        Assert.Equal(3L, await Cluster.See($"select count(*) from mail where tenant = '{Agency.Tenant}' and id <> '{Agency.Accepted(MailKind.Invite)[0].Material.Mail.Id}'"));
    }

    [Fact]
    public async Task A_session_ends_after_fifteen_idle_minutes()
    {
        await WithPassword("s");
        Cluster.Time.Advance(TimeSpan.FromMinutes(14));
        Assert.NotNull(await Agency.Grains.Session(Hash("s")).Get());
        Cluster.Time.Advance(TimeSpan.FromMinutes(14));
        await Cluster.Forget(Agency.Grains.Session(Hash("s")));
        Assert.NotNull(await Agency.Grains.Session(Hash("s")).Get());
        Cluster.Time.Advance(TimeSpan.FromMinutes(15));
        Assert.Null(await Agency.Grains.Session(Hash("s")).Get());
    }

    [Fact]
    public async Task A_session_ends_after_twelve_hours_however_busy()
    {
        await WithPassword("s");
        for (var minutes = 0; minutes < 710; minutes += 10)
        {
            Cluster.Time.Advance(TimeSpan.FromMinutes(10));
            Assert.NotNull(await Agency.Grains.Session(Hash("s")).Get());
        }

        Cluster.Time.Advance(TimeSpan.FromMinutes(10));
        Assert.Null(await Agency.Grains.Session(Hash("s")).Get());
    }

    [Fact]
    public async Task W11_signing_out_everywhere_ends_sessions_at_once_and_for_good()
    {
        await WithPassword("phone");
        await SignIn(Worker.Email, Good, "laptop");
        Assert.NotNull(await Agency.Grains.Session(Hash("phone")).Get());
        await Agency.Grains.Worker(Worker.Id).SignOutEverywhere(TestAgency.By(Worker));
        Assert.Null(await Agency.Grains.Session(Hash("phone")).Get());
        Assert.Null(await Agency.Grains.Session(Hash("laptop")).Get());
    }

    [Fact]
    public async Task W20_one_session_is_ended_by_its_name_and_the_list_shows_what_lives()
    {
        await WithPassword("phone");
        await SignIn(Worker.Email, Good, "laptop");
        var phone = (await Agency.Grains.Worker(Worker.Id).Sessions()).Single(session => session.Hash == Hash("phone"));
        Assert.NotNull(await Agency.Grains.Session(Hash("phone")).Get());
        await Agency.Grains.Worker(Worker.Id).SignOut(WorkerRules.SessionName(phone), TestAgency.By(Worker));

        Assert.Null(await Agency.Grains.Session(Hash("phone")).Get());
        Assert.NotNull(await Agency.Grains.Session(Hash("laptop")).Get());
        Assert.Equal(Hash("laptop"), Assert.Single(await Agency.Grains.Worker(Worker.Id).Sessions()).Hash);
        Cluster.Time.Advance(TimeSpan.FromMinutes(15));
        Assert.Empty(await Agency.Grains.Worker(Worker.Id).Sessions());
    }

    [Fact]
    public async Task W20_another_workers_session_is_not_ended()
    {
        await WithPassword("phone");
        var other = await Agency.Worker("Ander");
        var phone = Assert.Single(await Agency.Grains.Worker(Worker.Id).Sessions());
        await Agency.Grains.Worker(other.Id).SignOut(WorkerRules.SessionName(phone), TestAgency.By(other));
        Assert.NotNull(await Agency.Grains.Session(Hash("phone")).Get());
    }

    [Fact]
    public async Task A_hash_with_few_rounds_is_made_anew_at_the_next_sign_in()
    {
        await WithPassword();
        var before = (await Cluster.Rows.Worker(Agency.Tenant, Worker.Id, CancellationToken.None))!.PasswordHash;
        await using var stronger = await FlexCluster.StartBeside(Cluster, rounds: 2_000);
        var there = Agency.At(stronger);
        var reply = await there.Grains.SignIn(Hash(Worker.Email)).SignIn(new SignIn(Worker.Email, new Password(Good), Hash("s9"), "198.51.100.7", null));
        Assert.Null(reply.Refusal);
        Assert.NotEqual(before, (await Cluster.Rows.Worker(Agency.Tenant, Worker.Id, CancellationToken.None))!.PasswordHash);
        Assert.Null((await SignIn(Worker.Email, Good, "s10")).Refusal);
    }

    [Fact]
    public async Task W2_one_address_gets_twenty_answers_an_hour_for_known_and_unknown_names_alike_on_every_host_and_after_a_crash()
    {
        await WithPassword();
        for (var name = 0; name < 20; name++)
        {
            Assert.Equal(RefusalCode.SignInFailed, (await SignIn($"naam{name}@mail.example", "Welkom2026!", "x")).Refusal!.Code);
        }

        await Cluster.Forget(Agency.Grains.Budget(BudgetKey.OfAddress(BudgetUse.Password, "198.51.100.7")));
        var held = (await SignIn(Worker.Email, "Welkom2026!", "x")).Refusal;
        Assert.Equal((RefusalCode.TooOften, Cluster.Now.AddHours(1)), (held!.Code, held.At));
        Assert.Equal(held, (await SignIn("niemand@mail.example", "Welkom2026!", "x")).Refusal);
        Assert.Equal(held, (await SignIn(Worker.Email, Good, "x")).Refusal);
        Assert.Null((await SignIn(Worker.Email, Good, "y", "198.51.100.8")).Refusal);
        Cluster.Time.Advance(TimeSpan.FromHours(1));
        Assert.Null((await SignIn(Worker.Email, Good, "z")).Refusal);
    }

    [Fact]
    public async Task Counters_of_tries_are_forgotten_two_days_after_their_last_use()
    {
        var start = Cluster.Now;
        await Wrong();
        await Housekeep(start.AddDays(1));
        await Wrong();
        await Housekeep(start.AddDays(2));
        await Housekeep(start.AddDays(3));
        Assert.Equal(2L, await Cluster.See($"select count(*) from OrleansStorage where GrainIdExtensionString like '{Agency.Tenant}/%'"));
        await Housekeep(start.AddDays(4));
        Assert.Equal(0L, await Cluster.See($"select count(*) from OrleansStorage where GrainIdExtensionString like '{Agency.Tenant}/%'"));

        Task Wrong() => SignIn("naam@mail.example", "Welkom2026!", "x", "203.0.113.9");
        Task Housekeep(DateTimeOffset now) => Cluster.Host.GetRequiredService<IHousekeeping>().DropExpired(now, CancellationToken.None);
    }

    [Fact]
    public async Task W2_of_fifty_guesses_at_once_from_one_address_twenty_are_answered()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(name => SignIn($"samen{name}@mail.example", "Welkom2026!", "x")));
        Assert.Equal((20, 30), (answers.Count(answer => answer.Refusal!.Code == RefusalCode.SignInFailed), answers.Count(answer => answer.Refusal!.Code == RefusalCode.TooOften)));
    }

    [Fact]
    public async Task W2_an_office_behind_one_address_signs_in_all_day()
    {
        await WithPassword();
        for (var time = 0; time < 40; time++)
        {
            Assert.Null((await SignIn(Worker.Email, Good, $"s{time}")).Refusal);
        }
    }

    [Fact]
    public async Task W2_one_password_on_two_hundred_accounts_from_twenty_addresses_raises_the_alarm_of_this_agency()
    {
        var alarms = new ConcurrentQueue<string>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name == "flexportal.sign_in.alarms")
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((_, _, tags, _) => alarms.Enqueue(tags[0].Value!.ToString()!));
        listener.Start();

        await Task.WhenAll(Enumerable.Range(0, 199).Select(name => SignIn($"veel{name}@mail.example", "Welkom2026!", "x", $"203.0.113.{name % 20}")));
        Assert.DoesNotContain(Agency.Tenant.Value, alarms);
        await SignIn("veel199@mail.example", "Welkom2026!", "x", "203.0.113.19");
        Assert.Single(alarms, Agency.Tenant.Value);
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(EmailAddress.Normalise(text))));

    private async Task<string> Invited()
    {
        await Agency.Grains.Worker(Worker.Id).Invite(null, TestAgency.ByKey());
        await Cluster.Until(() => Agency.Accepted(MailKind.Invite).Count > 0, "the invitation");
        return Agency.Accepted(MailKind.Invite)[^1].Material.LinkToken!;
    }

    private async Task ForgetPassword(int count)
    {
        await Agency.Grains.SignIn(Hash(Worker.Email)).ForgotPassword(Worker.Email);
        await Cluster.Until(() => Agency.Accepted(MailKind.PasswordReset).Count == count, "the reset mail");
    }

    private async Task Move(string address) => Assert.Null((await Agency.Grains.Worker(Worker.Id).Upsert(
        new UpsertWorker(Worker.ExternalId, Worker.Name.Family, Worker.Name.Prefix, Worker.Name.Given, Worker.Name.Initials, null, address, null, null, null), TestAgency.ByKey())).Refusal);

    private async Task WithPassword(string session = "s0") => Assert.Null((await Set(await Invited(), Good, session)).Refusal);

    private Task<Reply<SessionInfo>> Set(string token, string password, string session) =>
        Agency.Grains.Worker(Worker.Id).SetPassword(new SetPassword(LinkToken.Hash(token), new Password(password), Hash(session), "198.51.100.7", "test"));

    private Task<Reply<SessionInfo>> SignIn(string login, string password, string session, string ip = "198.51.100.7") =>
        Agency.Grains.SignIn(Hash(login)).SignIn(new SignIn(login, new Password(password), Hash(session), ip, "test"));
}
