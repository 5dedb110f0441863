using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;
using OneLink.Admin.Tests.Surfaces.Application.Conversations;
using OneLink.Admin.Tests.Surfaces.Cable;
using OneLink.Admin.Tests.Surfaces.Contract;
using OneLink.Admin.Tests.Surfaces.OnSync;

namespace OneLink.Admin.Tests.Widget;

/// <summary>What a chat widget on pages of other sites needs of the server: the script, who may call, what it shows.</summary>
public sealed class WidgetTests(WidgetFixture fixture) : IClassFixture<WidgetFixture>
{
    private const string Page = "https://shop.example";

    private readonly HttpClient _anyone = SurfaceCalls.Client(fixture.Server);

    [Fact]
    public async Task Script_IsKeptAndRenewed_AndTheInboxSaysHowToPasteIt()
    {
        using var script = await _anyone.GetAsync(new Uri("/widget.js", UriKind.Relative));
        Assert.Equal((HttpStatusCode.OK, "text/javascript", WidgetFixture.Script), (script.StatusCode, script.Content.Headers.ContentType!.MediaType, await script.Content.ReadAsStringAsync()));
        Assert.Equal("max-age=3600, public, stale-while-revalidate=604800", string.Join(", ", script.Headers.CacheControl!.ToString().Split(", ").Order(StringComparer.Ordinal)));
        Assert.Equal("cross-origin", script.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
        using var again = new HttpRequestMessage(HttpMethod.Get, "/widget.js");
        again.Headers.IfNoneMatch.Add(script.Headers.ETag!);
        using var same = await _anyone.SendAsync(again);
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);

        using var styles = await _anyone.GetAsync(new Uri("/widget/style.css", UriKind.Relative));
        Assert.Equal((HttpStatusCode.OK, "*", "text/css"), (styles.StatusCode, Header(styles, "Access-Control-Allow-Origin"), styles.Content.Headers.ContentType?.MediaType));
        using var language = await _anyone.GetAsync(new Uri("/widget/de.json", UriKind.Relative));
        using var none = await _anyone.GetAsync(new Uri("/widget/xx.json", UriKind.Relative));
        Assert.Equal((HttpStatusCode.OK, "*", HttpStatusCode.NotFound), (language.StatusCode, Header(language, "Access-Control-Allow-Origin"), none.StatusCode));

        var (tenant, admin, inbox) = await WidgetAsync();
        var shown = (await admin.GetAsync(tenant, $"/inboxes/{inbox.Id}")).Is(HttpStatusCode.OK).Body!;
        Assert.Equal(
            $"""<script src="{fixture.Server.BaseAddress.ToString().TrimEnd('/')}/widget.js" data-token="{inbox.Identifier}" async></script>""", shown.Text("web_widget_script"));
    }

    [Fact]
    public async Task AnyPage_MayCallWithoutCookies_AndReadsFailuresToo()
    {
        var (_, _, inbox) = await WidgetAsync();
        var path = PathOf(inbox);

        using var preflight = await PreflightAsync($"{path}/contacts");
        Assert.Equal(HttpStatusCode.NoContent, preflight.StatusCode);
        Assert.Equal(
            ("*", "GET, HEAD, POST, PUT, PATCH, DELETE", "Content-Type, Idempotency-Key", "86400"),
            (Header(preflight, "Access-Control-Allow-Origin"), Header(preflight, "Access-Control-Allow-Methods"), Header(preflight, "Access-Control-Allow-Headers"), Header(preflight, "Access-Control-Max-Age")));

        foreach (var (asked, status) in new[] { (path, HttpStatusCode.OK), (path + "/contacts/nobody", HttpStatusCode.NotFound), (path + "/nothing", HttpStatusCode.NotFound) })
        {
            using var answer = await FromAsync(Page, asked);
            Assert.Equal((status, "*"), (answer.StatusCode, Header(answer, "Access-Control-Allow-Origin")));
            Assert.Contains("Retry-After", Header(answer, "Access-Control-Expose-Headers"), StringComparison.Ordinal);
            Assert.Null(Header(answer, "Access-Control-Allow-Credentials"));
        }

        // The other faces are for programs and for the dashboard.
        using var ofAgents = await FromAsync(Page, "/api/v1/profile");
        using var ofLinks = await FromAsync(Page, "/links");
        Assert.Null(Header(ofAgents, "Access-Control-Allow-Origin"));
        Assert.Null(Header(ofLinks, "Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Widget_WithAllowedDomains_IsForTheirPagesAlone()
    {
        var (tenant, admin, inbox) = await WidgetAsync();
        (await admin.PatchAsync(tenant, $"/inboxes/{inbox.Id}", """{"channel":{"allowed_domains":"shop.example/x"}}"""))
            .IsInvalid("Allowed domains must be hosts such as example.com, *.example.com or https://example.com:8443, separated by commas");
        (await admin.PatchAsync(tenant, $"/inboxes/{inbox.Id}", """{"channel":{"allowed_domains":"shop.example, *.shop.example"}}""")).Is(HttpStatusCode.OK);
        var token = (await _anyone.PostAsync(PathOf(inbox) + "/contacts", "{}")).Is(HttpStatusCode.OK).Body!.Text("pubsub_token");

        foreach (var origin in new[] { Page, "https://de.shop.example" })
        {
            using var answer = await FromAsync(origin, PathOf(inbox));
            Assert.Equal((HttpStatusCode.OK, origin, "Origin"), (answer.StatusCode, Header(answer, "Access-Control-Allow-Origin"), Header(answer, "Vary")));
            using var client = await CableClient.ConnectFromAsync(fixture.Server.BaseAddress, origin);
            Assert.Equal("confirm_subscription", await client.SubscribeAsync(CableClient.Contact(token)));
        }

        foreach (var origin in new[] { "https://evil.example", "https://shop.example.evil.example", "null" })
        {
            using var answer = await FromAsync(origin, PathOf(inbox));
            Assert.Equal((HttpStatusCode.Forbidden, null), (answer.StatusCode, Header(answer, "Access-Control-Allow-Origin")));
            Assert.Contains("allowed_domains", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            using var client = await CableClient.ConnectFromAsync(fixture.Server.BaseAddress, origin);
            Assert.Equal("reject_subscription", await client.SubscribeAsync(CableClient.Contact(token)));
        }

        // A preflight tells nothing of an inbox, so it asks nothing of the database; programs say no page.
        using var preflight = await PreflightAsync(PathOf(inbox), "https://evil.example");
        Assert.Equal(HttpStatusCode.NoContent, preflight.StatusCode);
        (await _anyone.GetJsonAsync(PathOf(inbox))).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Settings_AreShownAsTheWidgetCanUseThem()
    {
        var (tenant, admin, inbox) = await WidgetAsync();
        var closed = new JsonArray([.. Enumerable.Range(0, 7).Select(day => new JsonObject { ["day_of_week"] = day, ["closed_all_day"] = true })]);
        (await admin.PatchAsync(tenant, $"/inboxes/{inbox.Id}", $$$$"""
            {"working_hours_enabled":true,"working_hours":{{{{closed.ToJsonString()}}}},"out_of_office_message":"Back on Monday","channel":{"welcome_title":"Hi","widget_color":"#0b3d91",
             "pre_chat_form_enabled":true,"pre_chat_form_options":{"pre_chat_message":"Who are you?","pre_chat_fields":[
              {"name":"emailAddress","label":"E-mail","type":"email","field_type":"standard","required":true,"enabled":true},
              {"name":"plan","label":"","type":"list","field_type":"contact_attribute","enabled":true,"values":["gold",7]},
              {"name":"phoneNumber","type":"tel","enabled":false},{"label":"no name","enabled":true},"no field"]}}}
            """)).Is(HttpStatusCode.OK);

        var shown = (await _anyone.GetJsonAsync(PathOf(inbox) + "/widget")).Is(HttpStatusCode.OK).Body!;

        Assert.False(shown["is_open"]!.GetValue<bool>());
        Assert.Equal(("Hi", "#0b3d91", "in_a_few_minutes", "Back on Monday"), (shown.Text("welcome_title"), shown.Text("widget_color"), shown.Text("reply_time"), shown.Text("out_of_office_message")));
        Assert.Equal(40 * 1024 * 1024, shown.Number("max_file_bytes"));
        Assert.Equal(
            """{"message":"Who are you?","fields":[{"name":"emailAddress","label":"E-mail","type":"email","kind":"standard","placeholder":null,"required":true,"values":[]},{"name":"plan","label":"plan","type":"list","kind":"contact_attribute","placeholder":null,"required":false,"values":["gold","7"]}]}""",
            shown["pre_chat_form"]!.ToJsonString());

        // An API inbox has none of its own.
        var api = await InboxOfAsync(tenant, await tenant.InboxAsync());
        var usual = (await _anyone.GetJsonAsync(PathOf(api) + "/widget")).Is(HttpStatusCode.OK).Body!;
        Assert.Equal(("#1f93ff", true), (usual.Text("widget_color"), usual["is_open"]!.GetValue<bool>()));
        Assert.Null(usual["pre_chat_form"]);
    }

    [Fact]
    public async Task Labels_ThatTheAccountHas_AreGivenAndTaken()
    {
        var (tenant, admin, inbox) = await WidgetAsync();
        (await admin.PostAsync(tenant, "/labels", """{"title":"vip"}""")).Is(HttpStatusCode.OK);
        var (contact, id) = await ConversationAsync(inbox);
        var path = $"{contact}/conversations/{id}/labels";

        (await _anyone.PostAsync(path, """{"labels":["vip"]}""")).Is(HttpStatusCode.OK, """["vip"]""");
        (await _anyone.PostAsync(path, """{"labels":["vip"]}""")).Is(HttpStatusCode.OK, """["vip"]""");
        (await _anyone.PostAsync(path, """{"labels":["made-up"]}""")).IsInvalid("Labels is not included in the list");
        (await _anyone.PostAsync(path, "{}")).Is(HttpStatusCode.UnprocessableEntity);
        Assert.Equal("""["vip"]""", (await admin.GetAsync(tenant, $"/conversations/{id}/labels")).Body!["payload"]!.ToJsonString());
        (await _anyone.SendJsonAsync(HttpMethod.Delete, path, """{"labels":["vip"]}""")).Is(HttpStatusCode.OK, "[]");

        var (stranger, _) = await ConversationAsync(inbox);
        (await _anyone.PostAsync($"{stranger}/conversations/{id}/labels", """{"labels":["vip"]}""")).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Links_OfTheAccountThatItSent_AreShownAsCards_AndNothingElseIs()
    {
        var (tenant, admin, inbox) = await WidgetAsync();
        using var links = await tenant.ApiKeyAsync(fixture.Server, "links:read", "links:write", "domains:write");
        var host = $"go{tenant.AccountId}.tenant.example";
        (await links.PostAsync("/domains", $$"""{"host":"{{host}}"}""")).Is(HttpStatusCode.Created);
        var offer = (await links.PostAsync("/links", $$$"""{"url":"https://www.acme.example/offer?x=1","slug":"offer","brand":{"title":"Spring offer","description":"Half price","name":"Acme","imageUrl":"{{{fixture.Site.Url("/wide.png")}}}"}}""")).Is(HttpStatusCode.Created).Body!;
        var link = "/links/" + offer.Text("id");
        (await links.PostAsync("/links", """{"url":"https://secret.example/","slug":"locked","password":"open sesame"}""")).Is(HttpStatusCode.Created);
        (await links.PostAsync("/links", """{"url":"https://off.example/","slug":"off","enabled":false}""")).Is(HttpStatusCode.Created);
        (await links.PostAsync("/links", """{"url":"https://plain.example/","slug":"plain"}""")).Is(HttpStatusCode.Created);
        var other = await Tenant.JoinAsync(fixture.Server);
        using var otherLinks = await other.ApiKeyAsync(fixture.Server, "links:write", "domains:write");
        (await otherLinks.PostAsync("/domains", $$"""{"host":"x{{host}}"}""")).Is(HttpStatusCode.Created);
        (await otherLinks.PostAsync("/links", """{"url":"https://theirs.example/","slug":"theirs"}""")).Is(HttpStatusCode.Created);
        var (contact, id) = await ConversationAsync(inbox);
        var messages = $"{contact}/conversations/{id}/messages";

        (await _anyone.PostAsync(messages, $$"""{"content":"Is it https://{{host}}/offer ?"}""")).Is(HttpStatusCode.OK);
        (await admin.SayAsync(tenant, id, $"See https://{host}/locked https://{host}/off https://{host}/nowhere https://x{host}/theirs https://acme.example/")).Is(HttpStatusCode.OK);
        (await admin.SayAsync(tenant, id, $"Here: HTTPS://{host}/offer?utm_source=chat and https://{host}/plain.")).Is(HttpStatusCode.OK);

        var said = (await _anyone.GetJsonAsync(messages)).Is(HttpStatusCode.OK).Body!.AsArray().Where(message => message!["content"]!.ToString().Contains("https", StringComparison.OrdinalIgnoreCase)).ToList();
        Assert.Equal([false, false, true], said.Select(message => message!["link_cards"] is not null));
        var (first, second) = (said[2]!["link_cards"]![0]!, said[2]!["link_cards"]![1]!);
        Assert.Equal(
            ($"HTTPS://{host}/offer?utm_source=chat", "www.acme.example", "Spring offer", "Half price", "Acme"),
            (first.Text("url"), first.Text("host"), first.Text("title"), first.Text("description"), first.Text("site_name")));
        Assert.Equal(("plain.example", null, null), (second.Text("host"), second["title"], second["image_url"]));

        // The picture comes from here, small, and was asked for once.
        var address = new Uri(first.Text("image_url"));
        Assert.Equal(fixture.Server.BaseAddress.Authority, address.Authority);
        for (var time = 0; time < 2; time++)
        {
            using var picture = await _anyone.GetAsync(address);
            Assert.Equal((HttpStatusCode.OK, "image/webp"), (picture.StatusCode, picture.Content.Headers.ContentType!.MediaType));
        }

        Assert.Equal(1, fixture.Site.Requests);
        using var forged = await _anyone.GetAsync(new Uri(address.AbsoluteUri.Replace("-1.webp", "-2.webp", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.NotFound, forged.StatusCode);
        (await links.PatchAsync(link, """{"enabled":false}""")).Is(HttpStatusCode.OK);
        using var gone = await _anyone.GetAsync(address);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
        Assert.Single((await _anyone.GetJsonAsync(messages)).Body!.AsArray()[^1]!["link_cards"]!.AsArray());
    }

    private static string PathOf(Inbox inbox) => "/public/api/v1/inboxes/" + inbox.Identifier;

    private static string? Header(HttpResponseMessage answer, string name) => answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;

    private async Task<HttpResponseMessage> FromAsync(string origin, string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Origin", origin);
        return await _anyone.SendAsync(request);
    }

    private async Task<HttpResponseMessage> PreflightAsync(string path, string origin = Page)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, path);
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "content-type");
        return await _anyone.SendAsync(request);
    }

    /// <summary>A visitor's path, and the conversation.</summary>
    private async Task<(string Contact, long Id)> ConversationAsync(Inbox inbox)
    {
        var made = (await _anyone.PostAsync(PathOf(inbox) + "/contacts", """{"name":"Cleo"}""")).Is(HttpStatusCode.OK).Body!;
        var contact = $"{PathOf(inbox)}/contacts/{made.Text("source_id")}";
        return (contact, (await _anyone.PostAsync(contact + "/conversations", "")).Is(HttpStatusCode.OK).Body!.Number("id"));
    }

    private async Task<(Tenant Tenant, Person Admin, Inbox Inbox)> WidgetAsync()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var admin = await tenant.AdministratorAsync();
        var made = (await admin.PostAsync(tenant, "/inboxes", """{"name":"Chat","enable_email_collect":false,"channel":{"type":"web_widget","website_url":"https://shop.example"}}""")).Is(HttpStatusCode.OK).Body!;
        return (tenant, admin, await InboxOfAsync(tenant, made.Number("id")));
    }

    private async Task<Inbox> InboxOfAsync(Tenant tenant, long id)
        => (await fixture.Server.Services.GetRequiredService<InboxRepository>().FindAsync(tenant.AccountId, id, CancellationToken.None))!;
}
