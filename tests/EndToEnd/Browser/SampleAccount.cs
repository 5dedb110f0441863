using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using OneLink.EndToEnd.Harness;
using OneLink.EndToEnd.Visits;

namespace OneLink.EndToEnd.Browser;

/// <summary>
/// Something on every page of the dashboard, such as breaks layouts: long names, words without a place to break, Arabic beside
/// German, one and many.
/// </summary>
internal sealed class SampleAccount
{
    /// <summary>A picture of one pixel (PNG).</summary>
    public const string Pixel = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    private const string LongName = "Maximiliane Freifrau von und zu Oberlangenfeld";

    private readonly HttpClient _agent;
    private readonly HttpClient _visitor;
    private readonly Installation _installation;
    private readonly string _account;

    private SampleAccount(Installation installation, HttpClient agent, HttpClient visitor)
    {
        _installation = installation;
        _agent = agent;
        _visitor = visitor;
        _account = $"/api/v1/accounts/{installation.Credentials.AccountId}";
    }

    /// <summary>Of a link with rules and clicks.</summary>
    public string Link { get; private set; } = "";

    /// <summary>Of a link with variants and clicks.</summary>
    public string TestedLink { get; private set; } = "";

    /// <summary>With text, notes, files and pictures.</summary>
    public long Conversation { get; private set; }

    public long Inbox { get; private set; }

    public string Webhook { get; private set; } = "";

    /// <summary>To an audience that nobody is in.</summary>
    public long Campaign { get; private set; }

    /// <summary>Makes all of it, through the APIs.</summary>
    public static async Task<SampleAccount> MakeAsync(Installation installation)
    {
        using var agent = new HttpClient { BaseAddress = installation.Admin.Address };
        agent.DefaultRequestHeaders.Add("api_access_token", installation.Credentials.UserAccessToken);
        using var visitor = new HttpClient { BaseAddress = installation.Admin.Address };
        var sample = new SampleAccount(installation, agent, visitor);
        await sample.MakeLinksAsync();
        await sample.MakeSettingsAsync();
        await sample.MakeConversationsAsync();
        await sample.MakeCampaignAsync();
        return sample;
    }

    private async Task MakeLinksAsync()
    {
        var api = _installation.Api;
        var ruled = await _installation.PublishAsync(new
        {
            url = "https://shop.example.com/spring-sale/collections/outdoor-and-garden?utm_source=newsletter&utm_medium=email",
            title = "Spring sale: everything for the garden, half price until Sunday evening",
            tags = new[] { "spring", "a-rather-long-tag-for-a-narrow-column" },
            rules = new object[]
            {
                new { name = "Germany, Austria and Switzerland", when = new { country = new[] { "DE", "AT", "CH" } }, then = new { url = "https://example.de/" } },
                new { name = "Phones", when = new { platform = new[] { "ios", "android" } }, then = new { url = "https://example.com/app" } },
            },
        });
        var tested = await _installation.PublishAsync(new
        {
            url = "https://example.com/a",
            title = "الصفحة الجديدة",
            variants = new object[]
            {
                new { name = "The blue button", url = "https://example.com/a", weight = 50 },
                new { name = "The green button with a longer text", url = "https://example.com/b", weight = 50 },
            },
        });
        (Link, TestedLink) = (ruled.Id, tested.Id);
        (await api.PostAsync("/links", new { url = "https://example.com/off", enabled = false })).Expect(201);
        (await api.PostAsync("/domains", new { host = "go.a-really-long-brand-name-of-a-company.example" })).Expect(201);
        (await api.PostAsync("/keys", new { name = "Warehouse import that runs every night", scopes = new[] { "links:read", "links:write" } })).Expect(201);
        foreach (var slug in (string[])[ruled.Slug, tested.Slug])
        {
            foreach (var userAgent in (string[])[UserAgents.IPhone, UserAgents.Android, UserAgents.Windows])
            {
                await _installation.VisitAsync(new Visit(Slugs.PathOf(slug)) { UserAgent = userAgent });
            }

            await Eventually.EqualAsync(3, () => api.ClicksAsync(slug), Eventually.Patience);
        }
    }

    private async Task MakeSettingsAsync()
    {
        await SendAsync(_account + "/agents", new JsonObject { ["name"] = LongName, ["email"] = "maximiliane.oberlangenfeld@people.example", ["role"] = "administrator" });
        await SendAsync(_account + "/agents", new JsonObject { ["name"] = "ليلى حسن", ["email"] = "layla@people.example", ["role"] = "agent" });
        await SendAsync(_account + "/teams", new JsonObject { ["name"] = "returns" });
        await SendAsync(_account + "/labels", new JsonObject { ["title"] = "a-label-longer-than-its-row", ["color"] = "#b00020" });
        await SendAsync(_account + "/labels", new JsonObject { ["title"] = "vip", ["color"] = "#0b3d91" });
        await SendAsync(_account + "/canned_responses", new JsonObject { ["short_code"] = "refund", ["content"] = "Your refund is on its way and takes three to five working days." });
        var saved = new JsonObject { ["attribute_key"] = "status", ["filter_operator"] = "equal_to", ["values"] = new JsonArray("open"), ["query_operator"] = null };
        await SendAsync(_account + "/custom_filters", new JsonObject { ["name"] = "Everything that is about shipping", ["type"] = "conversation", ["query"] = new JsonObject { ["payload"] = new JsonArray(saved) } });

        // Refused at once: a delivery that failed, and waits to be tried again.
        var webhook = await SendAsync(_account + "/webhooks", new JsonObject
        {
            ["url"] = $"http://127.0.0.1:{LoopbackPorts.Next()}/hook/with/a/path/that/is/longer/than/any/phone/is/wide",
            ["subscriptions"] = new JsonArray("conversation_created", "message_created"),
        });
        Webhook = $"application_{webhook["payload"]!["webhook"]!["id"]}";
    }

    private async Task MakeConversationsAsync()
    {
        var inbox = await SendAsync(_account + "/inboxes", new JsonObject { ["name"] = "The website of our shop for everything", ["channel"] = new JsonObject { ["type"] = "api" } });
        Inbox = inbox["id"]!.GetValue<long>();
        var contacts = $"/public/api/v1/inboxes/{inbox["inbox_identifier"]}/contacts";
        foreach (var (name, text) in ((string, string)[])[(LongName, "Where is my parcel?"), ("ليلى حسن", "مرحبا، أين طردي؟"), ("", "Donaudampfschifffahrtsgesellschaftskapitänsmützenversandbestätigungsnummer")])
        {
            var contact = (await SendAsync(contacts, new JsonObject { ["name"] = name, ["email"] = name.Length == 0 ? null : $"{Guid.NewGuid():N}@people.example" }, _visitor))["source_id"];
            var conversation = (await SendAsync($"{contacts}/{contact}/conversations", [], _visitor))["id"]!.GetValue<long>();
            await SendAsync($"{contacts}/{contact}/conversations/{conversation}/messages", new JsonObject { ["content"] = text }, _visitor);
            Conversation = Conversation == 0 ? conversation : Conversation;
        }

        var thread = $"{_account}/conversations/{Conversation}";
        await SendAsync(thread + "/labels", new JsonObject { ["labels"] = new JsonArray("vip", "a-label-longer-than-its-row") });
        await SendAsync(thread + "/toggle_priority", new JsonObject { ["priority"] = "urgent" });
        await SendAsync(thread + "/messages", new JsonObject { ["content"] = $"It left this morning: https://example.com/{new string('x', 90)}" });
        await SendAsync(thread + "/messages", new JsonObject { ["content"] = "She sounds tired", ["private"] = true });
        using var files = new MultipartFormDataContent { { new StringContent("A picture and the terms"), "content" } };
        Add("parcel.png", "image/png", Convert.FromBase64String(Pixel));
        Add("the general terms and conditions of delivery and return.csv", "text/csv", "a,b"u8.ToArray());
        using var answer = await _agent.PostAsync(new Uri(thread + "/messages", UriKind.Relative), files);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());

        void Add(string name, string type, byte[] bytes)
            => files.Add(new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue(type) } }, "attachments[]", name);
    }

    private async Task MakeCampaignAsync()
    {
        using var tracking = await _agent.PatchAsJsonAsync(_account, new { track_links = true });
        Assert.True(tracking.IsSuccessStatusCode, await tracking.Content.ReadAsStringAsync());
        var audience = await SendAsync(_account + "/audiences", new JsonObject { ["name"] = "Phones in Germany, Austria and Switzerland", ["question"] = new JsonObject { ["period"] = "7d", ["platform"] = "ios" } });
        var campaign = await SendAsync(_account + "/campaigns", new JsonObject
        {
            ["title"] = "Spring reminder for everybody who has looked at the garden",
            ["inbox_id"] = Inbox,
            ["audience_id"] = audience["id"]!.GetValue<long>(),
            ["message"] = "Your spring offer: https://shop.example.com/spring",
            ["quiet_hours"] = new JsonObject { ["from"] = "21:00", ["to"] = "08:00", ["timezone"] = "Europe/Berlin" },
        });
        Campaign = campaign["id"]!.GetValue<long>();
    }

    private async Task<JsonObject> SendAsync(string path, JsonObject body, HttpClient? by = null)
    {
        using var answer = await (by ?? _agent).PostAsJsonAsync(path, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {text}");
        return text.Length == 0 ? [] : JsonNode.Parse(text)!.AsObject();
    }
}
