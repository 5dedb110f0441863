using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Access;
using OneLink.Admin.Accounts;
using OneLink.Admin.Database;
using OneLink.Admin.SecondFactors;
using OneLink.Admin.Sessions;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Sessions;
using OneLink.Admin.Users;

namespace OneLink.Admin.Tests.SecondFactors;

/// <summary>Codes by time as a second step of signing in, against a server whose clock stands still unless it is moved.</summary>
public sealed class SecondFactorTests : IAsyncLifetime
{
    private const string Password = "Correct-horse-7";

    /// <summary>A password is slow to hash, and all have the same.</summary>
    private static readonly Lazy<string> Hash = new(() => PasswordHash.Of(Password));

    private readonly MovedClock _clock = new();
    private AdminServer _server = null!;
    private long _firstStep;

    public async Task InitializeAsync() => _server = await AdminServer.StartAsync(replace: services => services.AddSingleton<TimeProvider>(_clock));

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [OneAdminFact]
    public async Task Codes_FromTurningThemOnToTurningThemOff()
    {
        var (email, browser) = await JoinAsync();
        using var _ = browser;
        Assert.Equal(("false", "0"), await StateAsync(browser));
        Assert.Equal(["password"], (await browser.Http.PostAsync("/totp", """{"password":"Wrong-horse-7"}""")).ErrorPaths());
        Assert.Equal(["password"], (await browser.Http.PostAsync("/totp", "{}")).ErrorPaths());
        Assert.Equal(["code"], (await browser.Http.PostAsync("/totp/confirm", """{"code":"123456"}""")).ErrorPaths());

        // A secret that nobody has confirmed is asked for by nobody, and another takes its place.
        var first = await BeginAsync(browser);
        var secret = await BeginAsync(browser);
        Assert.NotEqual(first, secret);
        Assert.Equal(HttpStatusCode.Created, (await SignInAsync(email)).Status);
        Assert.Equal(["code"], (await browser.Http.PostAsync("/totp/confirm", Body(code: CodeOf(first)))).ErrorPaths());
        var confirmed = await browser.Http.PostAsync("/totp/confirm", Body(code: CodeOf(secret)));
        Assert.Equal(HttpStatusCode.Created, confirmed.Status);
        var recovery = confirmed.Body!["recoveryCodes"]!.AsArray().Select(each => each!.GetValue<string>()).ToList();
        Assert.Equal(RecoveryCode.Count, recovery.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(("true", "10"), await StateAsync(browser));
        Assert.Equal("totp-enabled", (await browser.Http.PostAsync("/totp", Body(Password))).Problem);

        // The password alone says only that it is right; the code that has confirmed is used up.
        Assert.Equal("sign-in-failed", (await SignInAsync(email, "Wrong-horse-7", CodeOf(secret))).Problem);
        Assert.Equal("code-required", (await SignInAsync(email)).Problem);
        Assert.Equal("code-wrong", (await SignInAsync(email, code: CodeOf(secret))).Problem);
        _clock.Now += TimeSpan.FromSeconds(30);
        Assert.Equal(HttpStatusCode.Created, (await SignInAsync(email, code: CodeOf(secret))).Status);
        Assert.Equal("code-wrong", (await SignInAsync(email, code: CodeOf(secret))).Problem);

        // A recovery code counts once, and never for another person.
        Assert.Equal(HttpStatusCode.Created, (await SignInAsync(email, code: recovery[0])).Status);
        Assert.Equal("code-wrong", (await SignInAsync(email, code: recovery[0])).Problem);
        Assert.Equal(("true", "9"), await StateAsync(browser));
        var (_, other) = await JoinAsync("theirs@acme.com");
        using var __ = other;
        await TurnOnAsync(other);
        Assert.Equal("code-wrong", (await SignInAsync("theirs@acme.com", code: recovery[1])).Problem);

        // Who made a sign-in link vouches for the person.
        using var byLink = await BrowserClient.SignedInAsync(_server, email);

        _clock.Now += TimeSpan.FromMinutes(10);
        var renewed = await browser.Http.PostAsync("/totp/recovery-codes", Body(Password, CodeOf(secret)));
        Assert.Equal((HttpStatusCode.Created, 10), (renewed.Status, renewed.Body!["recoveryCodes"]!.AsArray().Count));
        Assert.Equal("code-wrong", (await SignInAsync(email, code: recovery[1])).Problem);
        _clock.Now += TimeSpan.FromSeconds(30);
        Assert.Equal(["code"], (await browser.Http.PostAsync("/totp/disable", Body(Password, "000000x"))).ErrorPaths());
        Assert.Equal(["password"], (await browser.Http.PostAsync("/totp/disable", Body("Wrong-horse-7", CodeOf(secret)))).ErrorPaths());
        Assert.Equal(HttpStatusCode.NoContent, (await browser.Http.PostAsync("/totp/disable", Body(Password, CodeOf(secret)))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.Http.PostAsync("/totp/disable", Body(Password, CodeOf(secret)))).Status);
        Assert.Equal(HttpStatusCode.Created, (await SignInAsync(email)).Status);
        browser.SendToken(null);
        Assert.Equal("csrf", (await browser.Http.PostAsync("/totp", Body(Password))).Problem);
    }

    /// <summary>What is stored tells nobody a code: the secret is sealed, and the recovery codes are hashed.</summary>
    [Fact]
    public async Task Stored_HasNeitherSecretNorCodes_AndTheCommandLineTurnsItOff()
    {
        var (email, browser) = await JoinAsync();
        using var _ = browser;
        var secret = await TurnOnAsync(browser);
        var stored = await _server.Services.GetRequiredService<SecondFactorRepository>().FindAsync((await UserAsync(email)).Id, CancellationToken.None);
        Assert.Equal(-1, stored!.SealedSecret.AsSpan().IndexOf(secret));
        Assert.Equal(-1, stored.SealedSecret.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(secret))));

        Assert.Equal(0, await RunAsync("show", email));
        Assert.Equal(0, await RunAsync("off", email.ToUpperInvariant()));
        Assert.Equal(HttpStatusCode.Created, (await SignInAsync(email)).Status);
        foreach (var arguments in (string[][])[[], ["off"], ["off", email], ["on", email], ["off", "nobody@acme.com"]])
        {
            Assert.Equal(1, await RunAsync(arguments));
        }
    }

    /// <summary>Guessing codes is as slow as guessing passwords; the two steps of who knows both cost nothing.</summary>
    [Fact]
    public async Task WrongCodes_AreThrottled_AndTwoStepsCountNot()
    {
        var (email, browser) = await JoinAsync();
        using var _ = browser;
        await TurnOnAsync(browser);
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal("code-required", (await SignInAsync(email)).Problem);
        }

        for (var i = 0; i < SignInLimits.PersonTries; i++)
        {
            Assert.Equal("code-wrong", (await SignInAsync(email, code: "12345")).Problem);
        }

        Assert.Equal("too-many-requests", (await SignInAsync(email, code: "12345")).Problem);
        Assert.Equal("too-many-requests", (await browser.Http.PostAsync("/totp/disable", Body(Password, "12345"))).Problem);
    }

    /// <summary>
    /// Of all who show a code, one gets in, ever: at several admins at once and whatever comes later, in whatever order. The
    /// desks are as those of several processes: they share the database and nothing else.
    /// </summary>
    [Fact]
    public async Task Code_ShownByManyAtOnce_LetsOneIn_AndNoneBefore()
    {
        var (email, browser) = await JoinAsync();
        using var _ = browser;
        var secret = await TurnOnAsync(browser);
        var user = await UserAsync(email);
        var desks = Enumerable.Range(0, 4).Select(_ => ActivatorUtilities.CreateInstance<SecondFactorDesk>(_server.Services)).ToList();
        var random = new Random(7);
        var accepted = new List<long>();
        for (var round = 0; round < 30; round++)
        {
            _clock.Now += TimeSpan.FromSeconds(random.Next(0, 50));
            var step = Totp.StepAt(_clock.Now) + random.Next(-2, 3);
            var code = Totp.Code(secret, step);
            var results = await Task.WhenAll(desks.Concat(desks).Select(desk => Task.Run(() => desk.UseAsync(user.Id, code, CancellationToken.None))));
            var fresh = Totp.MatchingStep(secret, code, _clock.Now) is { } match && match > accepted.Append(_firstStep).Max() ? match : (long?)null;
            Assert.Equal(fresh is null ? 0 : 1, results.Count(isIn => isIn));
            if (fresh is { } used)
            {
                accepted.Add(used);
            }
        }

        Assert.NotEmpty(accepted);
    }

    private async Task<(string Email, BrowserClient Browser)> JoinAsync(string email = "ada@acme.com")
    {
        var user = await BrowserClient.JoinAsync(_server, email, AccountRole.Agent);
        await _server.Services.GetRequiredService<IDatabase>().WriteAsync(
            scope => UserRepository.UpdateAsync(scope, user with { PasswordHash = Hash.Value }), CancellationToken.None);
        return (email, await BrowserClient.SignedInAsync(_server, email));
    }

    private async Task<User> UserAsync(string email)
        => (await _server.Services.GetRequiredService<UserRepository>().FindByEmailAsync(email, CancellationToken.None))!;

    private async Task<byte[]> TurnOnAsync(BrowserClient browser)
    {
        var secret = await BeginAsync(browser);
        _firstStep = Totp.StepAt(_clock.Now);
        Assert.Equal(HttpStatusCode.Created, (await browser.Http.PostAsync("/totp/confirm", Body(code: CodeOf(secret)))).Status);
        return secret;
    }

    private static async Task<byte[]> BeginAsync(BrowserClient browser)
    {
        var begun = await browser.Http.PostAsync("/totp", Body(Password));
        Assert.Equal((HttpStatusCode.Created, "no-store"), (begun.Status, begun.Header("Cache-Control")));
        var secret = begun.Text("secret");
        Assert.Contains($"?secret={secret}&", begun.Text("uri"), StringComparison.Ordinal);
        Assert.StartsWith("<svg", begun.Text("qr"), StringComparison.Ordinal);
        return Decode(secret);
    }

    /// <summary>As an app does.</summary>
    private static byte[] Decode(string base32)
    {
        var bits = string.Concat(base32.Select(letter => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(each => Convert.ToByte(bits.Substring(each * 8, 8), 2))];
    }

    private string CodeOf(byte[] secret) => Totp.Code(secret, Totp.StepAt(_clock.Now));

    private static string Body(string? password = null, string? code = null)
    {
        var body = new JsonObject();
        foreach (var (name, value) in new[] { (nameof(password), password), (nameof(code), code) })
        {
            if (value is not null)
            {
                body[name] = value;
            }
        }

        return body.ToJsonString();
    }

    private async Task<Answer> SignInAsync(string email, string password = Password, string? code = null)
    {
        using var browser = new BrowserClient(_server);
        var body = new JsonObject { ["email"] = email, ["password"] = password };
        if (code is not null)
        {
            body["code"] = code;
        }

        return await browser.Http.PostAsync("/session", body.ToJsonString());
    }

    private static async Task<(string Enabled, string Left)> StateAsync(BrowserClient browser)
    {
        var state = (await browser.Http.GetJsonAsync("/totp")).Body!;
        return (state["enabled"]!.ToJsonString(), state["recoveryCodesLeft"]!.ToJsonString());
    }

    private Task<int> RunAsync(params string[] arguments) => SecondFactorCommand.RunAsync(
        arguments, settings => Program.Build([.. _server.Data, "--Logging:LogLevel:Default=Warning", .. settings]));

    /// <summary>Stands still unless it is moved, and then with it what measures spans of time.</summary>
    private sealed class MovedClock : TimeProvider
    {
        private readonly DateTimeOffset _start = System.GetUtcNow();

        public MovedClock() => Now = _start;

        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;

        public override long GetTimestamp() => base.GetTimestamp() + (long)((Now - _start).TotalSeconds * TimestampFrequency);
    }
}
