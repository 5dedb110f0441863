using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http;
using OneLink.Admin.Sessions;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Sessions;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;
using OneLink.Admin.Tests.Surfaces.Application.Conversations;
using OneLink.Admin.Tests.Surfaces.OnSync;
using OneLink.Admin.Tests.Webhooks;

namespace OneLink.Admin.Tests.Surfaces.Application.Webhooks;

/// <summary>What people see in the dashboard of the webhooks of both APIs: what was sent, what was answered, and sending it again.</summary>
public sealed class DeliveryTests : IAsyncLifetime
{
    private AdminServer _server = null!;
    private WebhookReceiver _receiver = null!;

    public async Task InitializeAsync()
    {
        _server = await AdminServer.StartAsync(settings: ["--ONELINK_WEBHOOK_ALLOW=127.0.0.1"]);
        _receiver = await WebhookReceiver.StartAsync();
    }

    public async Task DisposeAsync()
    {
        await _receiver.DisposeAsync();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task Webhook_OfTheApplicationApi_IsTriedPausedAndSentAgain()
    {
        var tenant = await Tenant.JoinAsync(_server);
        var (admin, agent) = (await tenant.AdministratorAsync(), await tenant.AgentAsync());
        _receiver.Text = "No room <b>here</b>";
        _receiver.Answer = static _ => Task.FromResult(StatusCodes.Status507InsufficientStorage);
        var path = $"/webhooks/{(await admin.PostAsync(tenant, "/webhooks", $$"""{"url":"{{_receiver.Address}}hook"}""")).Is(HttpStatusCode.OK).Body!["payload"]!["webhook"]!["id"]}";

        var id = (await admin.PostAsync(tenant, path + "/test", "")).Is(HttpStatusCode.Accepted).Text("delivery_id");
        var told = await _receiver.UntilAsync(received => received.Path is "/hook", "the test");
        Assert.Equal("webhook_test", told.Json.Text("event"));
        await Until.TrueAsync(async () => await AttemptsAsync() > 0, "the attempt is noted");
        var shown = (await admin.GetAsync(tenant, $"{path}/deliveries/{id}")).Is(HttpStatusCode.OK);
        Assert.Equal(told.Body, shown.Text("payload"));
        Assert.Equal("507 No room <b>here</b>", $"{shown.Body!["attempts"]![0]!["status"]} {shown.Body["attempts"]![0]!["answer"]}");
        var listed = (await admin.GetAsync(tenant, path + "/deliveries?status=pending")).Is(HttpStatusCode.OK);
        Assert.Equal(id, listed.Body!["payload"]!.AsArray().Single()!.Text("id"));
        Assert.False(listed.Body["payload"]![0]!.AsObject().ContainsKey("payload"));
        Assert.Empty((await admin.GetAsync(tenant, path + "/deliveries?status=delivered")).Is(HttpStatusCode.OK).Body!["payload"]!.AsArray());
        (await admin.GetAsync(tenant, path + "/deliveries?status=lost")).Is(HttpStatusCode.UnprocessableEntity);
        (await admin.GetAsync(tenant, path + "/deliveries?before=now")).Is(HttpStatusCode.UnprocessableEntity);
        (await admin.GetAsync(tenant, path + "/deliveries/nothing")).Is(HttpStatusCode.NotFound);
        (await admin.PostAsync(tenant, path + "/deliveries/nothing/redeliver", "")).Is(HttpStatusCode.NotFound);
        (await agent.GetAsync(tenant, path + "/deliveries")).Is(HttpStatusCode.Unauthorized);

        // Paused it keeps what it is to be told; then it is told, as long as it takes that.
        _receiver.Answer = static _ => Task.FromResult(StatusCodes.Status200OK);
        Assert.True((await admin.Client.PatchAsync(tenant.Path + path, """{"paused":true}""")).Is(HttpStatusCode.OK).Body!["payload"]!["webhook"]!["paused"]!.GetValue<bool>());
        var waiting = (await admin.PostAsync(tenant, path + "/test", "")).Is(HttpStatusCode.Accepted).Text("delivery_id");
        Assert.Equal(waiting, (await admin.GetAsync(tenant, path + "/deliveries?status=pending")).Body!["payload"]![0]!.Text("id"));
        (await admin.Client.PatchAsync(tenant.Path + path, """{"paused":false}""")).Is(HttpStatusCode.OK);
        await UntilDeliveredAsync(waiting);
        await UntilDeliveredAsync(id);
        var before = await AttemptsAsync();
        (await admin.PostAsync(tenant, $"{path}/deliveries/{id}/redeliver", "")).Is(HttpStatusCode.Accepted);
        await Until.TrueAsync(async () => await AttemptsAsync() > before, "it is sent again");

        async Task<int> AttemptsAsync() => (await admin.GetAsync(tenant, $"{path}/deliveries/{id}")).Body!["attempts"]!.AsArray().Count;

        Task UntilDeliveredAsync(string delivery)
            => Until.TrueAsync(async () => (await admin.GetAsync(tenant, $"{path}/deliveries/{delivery}")).Text("status") is "delivered", "it is delivered");
    }

    [Fact]
    public async Task WebhooksAndKeys_OfTheOnSyncApi_AreAdministratorsWhoAreSignedIn()
    {
        var tenant = await Tenant.JoinAsync(_server);
        using var page = await SignedInAsync(tenant, await tenant.AdministratorAsync());
        _receiver.Text = new string('x', 999) + "ß";

        var path = $"/v1/webhooks/{(await page.Http.PostAsync("/v1/webhooks", $$"""{"url":"{{_receiver.Address}}hook","events":["contact.created"]}""")).Is(HttpStatusCode.Created).Text("id")}";
        var id = (await page.Http.PostAsync(path + "/test", "{}")).Is(HttpStatusCode.Accepted).Text("deliveryId");
        var told = await _receiver.UntilAsync(received => received.Path is "/hook", "the test");
        using var reader = await tenant.OnSyncAsync(_server);
        await Until.TrueAsync(async () => (await reader.GetJsonAsync($"{path}/deliveries/{id}")).Body!["delivery"]!.Text("status") is "delivered", "it is noted");
        foreach (var who in new[] { reader, page.Http })
        {
            var shown = (await who.GetJsonAsync($"{path}/deliveries/{id}")).Is(HttpStatusCode.OK);
            Assert.Equal(told.Body, shown.Text("payload"));

            // Cut between two bytes of a letter.
            Assert.Equal(new string('x', 999) + "…", shown.Body!["delivery"]!["attempts"]![0]!.Text("answer"));
            (await who.GetJsonAsync($"{path}/deliveries/nothing")).Refuses(HttpStatusCode.NotFound, "not_found");
        }

        var made = (await page.Http.PostAsync("/v1/keys", """{"name":"CRM","scopes":["read:contacts"]}""")).Is(HttpStatusCode.Created);
        using var program = OnSyncStories.Bearer(_server, made.Text("key"));
        (await program.GetJsonAsync("/v1/contacts")).Is(HttpStatusCode.OK);
        (await program.GetJsonAsync("/v1/webhooks")).Refuses(HttpStatusCode.Forbidden, "forbidden");
        (await page.Http.DeleteJsonAsync($"/v1/keys/{made.Text("id")}")).Is(HttpStatusCode.OK);
        (await program.GetJsonAsync("/v1/contacts")).Refuses(HttpStatusCode.Unauthorized, "unauthorized");

        // What a session is good for ends there, and with who it is.
        (await page.Http.GetJsonAsync("/v1/contacts")).Refuses(HttpStatusCode.Unauthorized, "unauthorized");
        using var agent = await SignedInAsync(tenant, await tenant.AgentAsync());
        (await agent.Http.GetJsonAsync("/v1/webhooks")).Refuses(HttpStatusCode.Forbidden, "forbidden");
        (await agent.Http.GetJsonAsync("/v1/keys")).Refuses(HttpStatusCode.Forbidden, "forbidden");
        var other = await Tenant.JoinAsync(_server);
        using var stranger = await SignedInAsync(other, await other.AdministratorAsync("Eve"));
        (await stranger.Http.GetJsonAsync(path)).Refuses(HttpStatusCode.NotFound, "not_found");
        (await stranger.Http.GetJsonAsync($"{path}/deliveries/{id}")).Refuses(HttpStatusCode.NotFound, "not_found");
        page.SendToken("another site's");
        (await page.Http.PostAsync(path + "/test", "{}")).Refuses(HttpStatusCode.Forbidden, "forbidden");
        using var nobody = new BrowserClient(_server);
        nobody.SendToken("");
        Assert.Null((await nobody.Http.GetJsonAsync("/v1/webhooks")).Refuses(HttpStatusCode.Unauthorized, "unauthorized").Header("WWW-Authenticate"));
    }

    private async Task<BrowserClient> SignedInAsync(Tenant tenant, Person person)
    {
        var browser = await BrowserClient.SignedInAsync(_server, person.User.Email);
        browser.Http.DefaultRequestHeaders.Add(SessionHandler.AccountHeader, tenant.AccountId.ToString(CultureInfo.InvariantCulture));
        return browser;
    }
}
