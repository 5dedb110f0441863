using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Accounts;
using OneLink.Admin.Contacts.Export;
using OneLink.Admin.Contacts.Import;
using OneLink.Admin.Database;
using OneLink.Admin.Jobs;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Sessions;
using OneLink.Admin.Tests.Surfaces;
using OneLink.Shared.Feed;

namespace OneLink.Admin.Tests.SuperAdmin;

/// <summary>What those can do who run the installation, by HTTP as their pages do it.</summary>
public sealed class ConsoleTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>, IAsyncLifetime
{
    private BrowserClient _console = null!;

    private AdminServer Server => fixture.Server;

    private IDatabase Database => Server.Services.GetRequiredService<IDatabase>();

    public async Task InitializeAsync() => _console = await ConsoleClient.SignedInAsync(Server);

    public Task DisposeAsync()
    {
        _console.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task PlatformApp_ItsLife()
    {
        var tenant = await Tenant.JoinAsync(Server, "Reached");
        Assert.Equal(["name"], (await _console.PostAsync("/platform_apps", """{"name":" "}""")).ErrorPaths());
        Assert.Equal(["nam"], (await _console.PostAsync("/platform_apps", """{"nam":"Portal"}""")).ErrorPaths());
        var made = (await _console.PostAsync("/platform_apps", """{"name":"Portal"}""")).Is(HttpStatusCode.Created);
        var app = $"/platform_apps/{made.Body!["id"]}";
        using var first = Tenant.ClientWith(Server, made.Text("token"));
        var account = $"/platform/api/v1/accounts/{tenant.AccountId}";
        (await first.GetJsonAsync(account)).Is(HttpStatusCode.Unauthorized);

        var granted = await _console.PostAsync(app + "/permissibles", $$"""{"kind":"account","id":{{tenant.AccountId}}}""");
        Assert.Equal(1, granted.Is(HttpStatusCode.OK).Body!["accounts"]!.GetValue<long>());
        (await first.GetJsonAsync(account)).Is(HttpStatusCode.OK);
        var reach = Assert.Single((await _console.GetAsync(app + "/permissibles")).Data())!;
        Assert.Equal(("account", tenant.AccountId, "Reached"), (reach["kind"]!.GetValue<string>(), reach["id"]!.GetValue<long>(), reach["name"]!.GetValue<string>()));

        var shown = (await _console.GetAsync(app)).Body!.AsObject();
        Assert.NotNull(shown["lastUsedAt"]);
        Assert.False(shown.ContainsKey("token"));
        var rotated = (await _console.PostAsync(app + "/token")).Is(HttpStatusCode.OK);
        (await first.GetJsonAsync(account)).Is(HttpStatusCode.Unauthorized);
        using var second = Tenant.ClientWith(Server, rotated.Text("token"));
        (await second.GetJsonAsync(account)).Is(HttpStatusCode.OK);

        var revoked = await _console.DeleteAsync($"{app}/permissibles/account/{tenant.AccountId}");
        Assert.Equal(HttpStatusCode.NoContent, revoked.Status);
        (await second.GetJsonAsync(account)).Is(HttpStatusCode.Unauthorized);
        (await _console.DeleteAsync($"{app}/permissibles/account/{tenant.AccountId}")).Is(HttpStatusCode.NotFound);

        // Nobody who runs the installation, nothing that is not there.
        Assert.Equal(["id"], (await _console.PostAsync(app + "/permissibles", """{"kind":"user","id":1}""")).ErrorPaths());
        Assert.Equal(["id"], (await _console.PostAsync(app + "/permissibles", """{"kind":"account","id":987654321}""")).ErrorPaths());
        Assert.Equal(["id"], (await _console.PostAsync(app + "/permissibles", """{"kind":"account","id":"1"}""")).ErrorPaths());
        Assert.Equal(["kind"], (await _console.PostAsync(app + "/permissibles", """{"kind":"inbox","id":1}""")).ErrorPaths());

        Assert.Equal("Door", (await _console.PatchAsync(app, """{"name":"Door"}""")).Text("name"));
        Assert.Equal(["Door"], (await _console.GetAsync("/platform_apps?search=DOO")).Data().Select(each => each!["name"]!.GetValue<string>()));
        Assert.Equal(HttpStatusCode.NoContent, (await _console.DeleteAsync(app)).Status);
        (await second.GetJsonAsync("/platform/api/v1/accounts")).Is(HttpStatusCode.Unauthorized);
        foreach (var gone in (Answer[])[await _console.GetAsync(app), await _console.PostAsync(app + "/token"), await _console.PatchAsync(app, """{"name":"x"}"""), await _console.DeleteAsync(app)])
        {
            gone.Is(HttpStatusCode.NotFound);
        }

        // Who, what, before and after, by which request; what concerns the account, in its own log too.
        var trail = (await _console.GetAsync("/audit?action=platform-app.&limit=200")).Data().Where(entry => entry!["object"]!["id"]!.GetValue<string>() == $"{made.Body["id"]}").ToList();
        var ofInstallation = trail.Where(entry => entry!["account"] is null).ToList();
        Assert.Equal(
            ["platform-app.deleted", "platform-app.renamed", "platform-app.revoked", "platform-app.rotated", "platform-app.granted", "platform-app.created"],
            ofInstallation.Select(entry => entry!["action"]!.GetValue<string>()));
        Assert.All(ofInstallation, entry => Assert.Equal(("user", "Demo"), (entry!["actor"]!["type"]!.GetValue<string>(), entry["actor"]!["name"]!.GetValue<string>())));
        Assert.Equal(revoked.Header("X-Request-Id"), ofInstallation[2]!["requestId"]!.GetValue<string>());
        Assert.Equal($$"""[{"field":"account","from":{{tenant.AccountId}}}]""", ofInstallation[2]!["changes"]!.ToJsonString());
        Assert.Equal("""[{"field":"name","from":"Portal","to":"Door"}]""", ofInstallation[1]!["changes"]!.ToJsonString());
        Assert.Equal(3, trail.Count(entry => entry!["account"]?["id"]!.GetValue<long>() == tenant.AccountId));
    }

    [Fact]
    public async Task Accounts_AreFoundReadAndChanged()
    {
        var tenant = await Tenant.JoinAsync(Server, "Ärmel 100% GmbH");
        var person = await tenant.AdministratorAsync();
        var found = (await _console.GetAsync("/accounts?search=100%25")).Data();
        Assert.Equal([tenant.AccountId], found.Select(account => account!["id"]!.GetValue<long>()));
        Assert.Equal(1, found[0]!["counts"]!["people"]!.GetValue<long>());
        Assert.Equal([tenant.AccountId], (await _console.GetAsync($"/accounts?search={tenant.AccountId}")).Data().Select(account => account!["id"]!.GetValue<long>()).Where(id => id == tenant.AccountId));

        // Page by page, each once, the newest first.
        var all = new List<long>();
        for (var cursor = ""; cursor is not null;)
        {
            var page = (await _console.GetAsync("/accounts?limit=1&cursor=" + cursor)).Is(HttpStatusCode.OK);
            all.AddRange(page.Data().Select(account => account!["id"]!.GetValue<long>()));
            cursor = page.Body!["nextCursor"]?.GetValue<string>();
        }

        Assert.Contains(tenant.AccountId, all);
        Assert.Equal(all.Distinct().OrderDescending(), all);

        var one = $"/accounts/{tenant.AccountId}";
        (await _console.PatchAsync(one, """{"tier":"growth","limits":{"agents":5,"requests_per_minute":900}}""")).Is(HttpStatusCode.OK);
        var changed = (await _console.PatchAsync(one, """{"status":"suspended","limits":{"agents":null}}""")).Is(HttpStatusCode.OK);
        Assert.Equal(("suspended", "growth", """{"requests_per_minute":900}"""), (changed.Text("status"), changed.Text("tier"), changed.Body!["limits"]!.ToJsonString()));
        Assert.Equal(0, changed.Body["counts"]!["links"]!.GetValue<long>());
        (await person.Client.GetJsonAsync(tenant.Path + "/labels")).Is(HttpStatusCode.Unauthorized);
        Assert.Equal([tenant.AccountId], (await _console.GetAsync("/accounts?status=suspended")).Data().Select(account => account!["id"]!.GetValue<long>()).Where(id => id == tenant.AccountId));

        Assert.Equal(
            ["limits.agent", "limits.agents", "limits.requests_per_minute", "status", "tier"],
            (await _console.PatchAsync(one, """{"status":"gone","tier":"gold","limits":{"agents":-1,"agent":1,"requests_per_minute":0}}""")).ErrorPaths());
        Assert.Equal(["name"], (await _console.PatchAsync(one, """{"name":""}""")).ErrorPaths());
        Assert.Equal(["cursor", "limit", "serach", "status"], (await _console.GetAsync("/accounts?limit=0&cursor=x&serach=a&status=odd")).ErrorPaths());
        (await _console.GetAsync("/accounts/987654321")).Is(HttpStatusCode.NotFound);

        var entry = (await _console.GetAsync($"/audit?account={tenant.AccountId}&action=account.updated&limit=1")).Data().Single()!;
        Assert.Equal(changed.Header("X-Request-Id"), entry["requestId"]!.GetValue<string>());
        Assert.Contains("""{"field":"status","from":"active","to":"suspended"}""", entry["changes"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Person_IsFoundConfirmedAndSignedOut()
    {
        var user = await BrowserClient.JoinAsync(Server, "signed-in@acme.com", AccountRole.Agent);
        await Database.WriteAsync(scope => scope.ExecuteAsync("UPDATE users SET confirmed_at = NULL WHERE id = @Id", new { user.Id }), CancellationToken.None);
        using var browser = await BrowserClient.SignedInAsync(Server, user.Email);

        var found = (await _console.GetAsync("/users?search=SIGNED-IN@")).Data().Single()!;
        Assert.Equal((1, 1, false), (found["sessions"]!.GetValue<int>(), found["accounts"]!.GetValue<int>(), found["superAdmin"]!.GetValue<bool>()));
        Assert.Null(found["confirmedAt"]);
        Assert.NotNull((await _console.PostAsync($"/users/{user.Id}/confirm")).Is(HttpStatusCode.OK).Body!["confirmedAt"]);
        var after = (await _console.DeleteAsync($"/users/{user.Id}/sessions")).Is(HttpStatusCode.OK).Body!;

        Assert.Equal((0, "Demo"), (after["sessions"]!.GetValue<int>(), after["places"]!.AsArray().Single()!["accountName"]!.GetValue<string>()));
        Assert.Equal(HttpStatusCode.Unauthorized, (await browser.Http.GetJsonAsync("/session")).Status);
        Assert.DoesNotContain("password", found.ToJsonString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("pubsub", found.ToJsonString(), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(["role"], (await _console.GetAsync("/users?role=agent")).ErrorPaths());
        (await _console.DeleteAsync("/users/987654321/sessions")).Is(HttpStatusCode.NotFound);
        (await _console.PostAsync("/users/987654321/confirm")).Is(HttpStatusCode.NotFound);
        Assert.Equal(
            ["user.signed-out", "user.confirmed"],
            (await _console.GetAsync("/audit?action=user.")).Data().Where(entry => entry!["object"]!["name"]!.GetValue<string>() == user.Email).Select(entry => entry!["action"]!.GetValue<string>()));

        // Oneself: everywhere else.
        var me = (await _console.GetAsync("/users?role=super-admin&search=demo@")).Data().Single()!["id"];
        using var elsewhere = await ConsoleClient.SignedInAsync(Server);
        (await _console.DeleteAsync($"/users/{me}/sessions")).Is(HttpStatusCode.OK);
        (await elsewhere.GetAsync("/users")).Is(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task AccessTokens_AreNamedRotatedAndRevokedButNeverShown()
    {
        var tenant = await Tenant.JoinAsync(Server, "Tokens");
        var person = await tenant.AdministratorAsync();
        var mine = $"/access_tokens?kind=user&search={Uri.EscapeDataString(person.User.Email)}";
        Assert.Null((await _console.GetAsync(mine)).Data().Single()!["lastUsedAt"]);
        (await person.Client.GetJsonAsync("/api/v1/profile")).Is(HttpStatusCode.OK);
        var listed = (await _console.GetAsync(mine)).Data().Single()!;
        Assert.NotNull(listed["lastUsedAt"]);
        Assert.DoesNotContain(person.Token, listed.ToJsonString(), StringComparison.Ordinal);

        var one = $"/access_tokens/user/{person.User.Id}";
        Assert.Equal(HttpStatusCode.NoContent, (await _console.PostAsync(one + "/rotate")).Status);
        (await person.Client.GetJsonAsync("/api/v1/profile")).Is(HttpStatusCode.Unauthorized);
        Assert.Null((await _console.GetAsync(mine)).Data().Single()!["lastUsedAt"]);
        Assert.Equal(HttpStatusCode.NoContent, (await _console.DeleteAsync(one)).Status);
        Assert.Empty((await _console.GetAsync(mine)).Data());
        (await _console.DeleteAsync(one)).Is(HttpStatusCode.NotFound);
        Assert.Equal(["kind"], (await _console.DeleteAsync("/access_tokens/platform_app/1")).ErrorPaths());
        Assert.Equal(["kind"], (await _console.GetAsync("/access_tokens?kind=robot")).ErrorPaths());
        Assert.Equal(
            ["access-token.revoked", "access-token.rotated"],
            (await _console.GetAsync("/audit?action=access-token.")).Data().Where(entry => entry!["object"]!["name"]!.GetValue<string>() == person.User.Email).Select(entry => entry!["action"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Edges_AreLetInShownAndShutOut()
    {
        var made = (await _console.PostAsync("/edges", """{"name":"fra-9","accounts":[1]}""")).Is(HttpStatusCode.Created);
        using var edge = new HttpClient { BaseAddress = Server.BaseAddress };
        edge.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", made.Text("token"));
        var snapshot = new Uri("/internal/feed/snapshot", UriKind.Relative);
        Assert.Equal(HttpStatusCode.OK, (await edge.GetAsync(snapshot)).StatusCode);
        var reports = new EdgeReports();
        reports.Reports.Add(new EdgeReport { Instance = "a1", Host = "fra-9-a", Version = "1.2.3", Sequence = 0, SpoolBytes = 4_096 });
        using var body = new ByteArrayContent(reports.ToByteArray());
        Assert.Equal(HttpStatusCode.NoContent, (await edge.PostAsync(new Uri("/internal/feed/reports", UriKind.Relative), body)).StatusCode);

        var shown = (await _console.GetAsync("/edges")).Data().Single(each => each!["name"]!.GetValue<string>() == "fra-9")!;
        var machine = shown["machines"]!.AsArray().Single()!;
        Assert.Equal(("fra-9-a", 4_096, true), (machine["host"]!.GetValue<string>(), machine["spoolBytes"]!.GetValue<long>(), machine["isRunning"]!.GetValue<bool>()));
        Assert.True(machine["lag"]!.GetValue<long>() > 0);
        Assert.Equal("[1]", shown["accounts"]!.ToJsonString());
        Assert.False(shown.AsObject().ContainsKey("token"));

        Assert.Equal(["name"], (await _console.PostAsync("/edges", """{"name":"fra-9"}""")).ErrorPaths());
        Assert.Equal(["name"], (await _console.PostAsync("/edges", """{"name":"a b"}""")).ErrorPaths());
        Assert.Equal(["accounts[1]"], (await _console.PostAsync("/edges", """{"name":"x","accounts":[1,"2"]}""")).ErrorPaths());
        Assert.Equal(["accounts"], (await _console.PostAsync("/edges", """{"name":"default","accounts":[1]}""")).ErrorPaths());
        Assert.Equal(["name"], (await _console.PostAsync("/edges", """{"name":"default"}""")).ErrorPaths());
        Assert.Equal(HttpStatusCode.NoContent, (await _console.DeleteAsync("/edges/fra-9")).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await edge.GetAsync(snapshot)).StatusCode);
        (await _console.DeleteAsync("/edges/fra-9")).Is(HttpStatusCode.NotFound);
        Assert.Equal(["edge.revoked", "edge.added"], (await _console.GetAsync("/audit?action=edge.")).Data().Where(entry => entry!["object"]!["id"]!.GetValue<string>() == "fra-9").Select(entry => entry!["action"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Jobs_OfAllAccounts_AreStoppedAndTriedAgain()
    {
        var tenant = await Tenant.JoinAsync(Server, "Exporter");
        var export = new Job
        {
            Id = "job_" + Guid.NewGuid().ToString("N"),
            AccountId = tenant.AccountId,
            Kind = ContactExport.KindName,
            State = JobState.Queued,
            ActorKind = "user",
            ActorId = "7",
            ActorName = "Ada",
            RequestId = "req_" + Guid.NewGuid().ToString("N")[..24],
            Request = """{"columns":["id"],"filter":[],"label":null}""",
            BytesTotal = 0,
            CreatedAt = 1,
        };
        var import = export with { Id = "job_" + Guid.NewGuid().ToString("N"), Kind = ContactImport.KindName, Request = "{}", BytesTotal = 7 };
        await Database.WriteAsync(
            async scope =>
            {
                await JobStore.AddAsync(scope, export);
                await JobStore.AddAsync(scope, import);
                return await scope.ExecuteAsync("UPDATE jobs SET state = 'failed', error = 'Broken.', finished_at = 2 WHERE account_id = @AccountId", new { tenant.AccountId });
            },
            CancellationToken.None);

        var listed = (await _console.GetAsync($"/jobs?account={tenant.AccountId}&state=failed")).Data();
        Assert.Equal([import.Id, export.Id], listed.Select(job => job!["id"]!.GetValue<string>()));
        Assert.Equal((false, true, "Broken.", "Exporter"), (listed[0]!["canRetry"]!.GetValue<bool>(), listed[1]!["canRetry"]!.GetValue<bool>(), listed[1]!["error"]!.GetValue<string>(), listed[1]!["account"]!["name"]!.GetValue<string>()));

        var again = (await _console.PostAsync($"/jobs/{export.Id}/retry")).Is(HttpStatusCode.OK);
        Assert.Null(again.Body!["error"]);
        await Until.TrueAsync(
            async () => (await _console.GetAsync($"/jobs?account={tenant.AccountId}&state=completed")).Data().Count == 1, "the export is done");
        Assert.Equal(["id"], (await _console.PostAsync($"/jobs/{import.Id}/retry")).ErrorPaths());
        Assert.Equal("failed", (await _console.PostAsync($"/jobs/{import.Id}/cancel")).Text("state"));
        (await _console.PostAsync("/jobs/job_none/cancel")).Is(HttpStatusCode.NotFound);
        (await _console.PostAsync("/jobs/job_none/retry")).Is(HttpStatusCode.NotFound);
        Assert.Equal(["account", "state"], (await _console.GetAsync("/jobs?account=x&state=odd")).ErrorPaths());

        // What a request began is found by it.
        var trace = (await _console.GetAsync("/requests/" + export.RequestId)).Is(HttpStatusCode.OK).Body!;
        Assert.Equal([export.Id, import.Id], trace["jobs"]!.AsArray().Select(job => job!["id"]!.GetValue<string>()));
        Assert.Equal(["job.retried"], (await _console.GetAsync($"/audit?account={tenant.AccountId}")).Data().Select(entry => entry!["action"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Request_IsFoundInTheLogsOfAccountsAndProcesses()
    {
        var made = await Server.Client.PostAsync("/links", """{"url":"https://acme.com/by-request"}""");
        var id = made.Header("X-Request-Id")!;
        var logs = Directory.CreateDirectory(Path.Combine(Server.DataFolder, "logs")).FullName;
        var longLine = new string('x', 300_000);
        await File.WriteAllTextAsync(Path.Combine(logs, "admin.log.1"), $"2026-11-28T08:00:01.000Z info: A[1] {id} first\n2026-11-28T08:00:02.000Z info: A[1] req_other no\n{longLine}\n");
        await File.WriteAllTextAsync(Path.Combine(logs, "admin.log"), $"{longLine}\n{longLine}\n2026-11-28T08:00:05.000Z info: A[1] {id} last, without an end");
        await File.WriteAllTextAsync(Path.Combine(logs, "clickhouse.log"), $"2026-11-28T08:00:03.000Z <Information> {id}: SELECT 1\n");

        var trace = (await _console.GetAsync("/requests/" + id)).Is(HttpStatusCode.OK).Body!;

        var entry = trace["audit"]!.AsArray().Single()!;
        Assert.Equal(("link.created", "Demo"), (entry["action"]!.GetValue<string>(), entry["account"]!["name"]!.GetValue<string>()));
        Assert.Equal(["admin", "clickhouse", "admin"], trace["log"]!.AsArray().Select(line => line!["process"]!.GetValue<string>()));
        Assert.EndsWith("last, without an end", trace["log"]![2]!["text"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(["id"], (await _console.GetAsync("/requests/req_x")).ErrorPaths());
        Assert.Empty((await _console.GetAsync("/requests/req_000000000000000000000000")).Body!["log"]!.AsArray());
    }

    [Fact]
    public async Task Request_ThatWebhooksWereToldOf_NamesTheirDeliveries()
    {
        var tenant = await Tenant.JoinAsync(Server, "Told");
        var person = await tenant.AdministratorAsync();
        (await person.Client.PostAsync(tenant.Path + "/webhooks", """{"url":"https://example.com/told","subscriptions":["contact_created"]}""")).Is(HttpStatusCode.OK);
        var id = (await person.Client.PostAsync(tenant.Path + "/contacts", """{"name":"Told of"}""")).Is(HttpStatusCode.OK).Header("X-Request-Id");

        await Until.TrueAsync(
            async () => (await _console.GetAsync("/requests/" + id)).Body!["deliveries"]!.AsArray().Count > 0, "the webhook's delivery is written down");

        var delivery = (await _console.GetAsync("/requests/" + id)).Body!["deliveries"]!.AsArray().Single()!;
        Assert.Equal(("contact_created", "Told"), (delivery["event"]!.GetValue<string>(), delivery["account"]!["name"]!.GetValue<string>()));
        Assert.StartsWith("webhook:", delivery["target"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Audit_OfBothLogs_IsReadPageByPageWithoutGapsAndRepeats()
    {
        for (var i = 0; i < 3; i++)
        {
            await _console.PostAsync("/platform_apps", $$"""{"name":"Page {{i}}"}""");
            await Server.Client.PostAsync("/links", $$"""{"url":"https://acme.com/page-{{i}}"}""");
        }

        var whole = (await _console.GetAsync("/audit?limit=200")).Data().Select(entry => entry!["id"]!.GetValue<string>()).Take(12).ToList();
        var paged = new List<string>();
        for (string? cursor = ""; cursor is not null && paged.Count < whole.Count;)
        {
            var page = await _console.GetAsync("/audit?limit=2&cursor=" + cursor);
            paged.AddRange(page.Data().Select(entry => entry!["id"]!.GetValue<string>()));
            cursor = page.Body!["nextCursor"]?.GetValue<string>();
        }

        Assert.Contains(whole, id => id.StartsWith("ins_", StringComparison.Ordinal));
        Assert.Contains(whole, id => id.StartsWith("aud_", StringComparison.Ordinal));
        Assert.Equal(whole, paged.Take(whole.Count));
        Assert.Empty((await _console.GetAsync("/audit?createdAfter=2999-01-01T00:00:00Z")).Data());
        Assert.Equal(["createdAfter", "cursor"], (await _console.GetAsync("/audit?createdAfter=soon&cursor=1.2")).ErrorPaths());
    }
}
