using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Tests.Files;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;
using OneLink.Admin.Tests.Surfaces.Application.Conversations;
using OneLink.Admin.Tests.Surfaces.Contract;

namespace OneLink.Admin.Tests.Surfaces.Client;

/// <summary>What a visitor can do in conversations, and that it is nobody else's.</summary>
public sealed class ClientConversationTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    [Fact]
    public async Task Conversation_BeginsGoesOnAndEnds()
    {
        var (tenant, admin, inbox) = await StartAsync();
        var visitor = await VisitorAsync(inbox, """{"name":"Cleo"}""");
        var begun = (await visitor.PostAsync("/conversations", """{"custom_attributes":{"plan":"gold"},"additional_attributes":{"x":1}}""")).Is(HttpStatusCode.OK).Body!;
        var id = begun.Number("id");
        Assert.Equal("open", begun.Text("status"));
        Assert.Empty(begun["messages"]!.AsArray());
        Assert.Null(begun["contact"]!["account_id"]);

        var said = (await visitor.PostAsync($"/conversations/{id}/messages", """{"content":"Hello","echo_id":"e","message_type":"outgoing","private":true}""")).Is(HttpStatusCode.OK).Body!;
        Assert.Equal(0, said.Number("message_type"));
        Assert.Null(said["private"]);
        Assert.Null(said["status"]);
        Assert.Null(said["echo_id"]);
        (await admin.PostAsync(tenant, $"/conversations/{id}/messages", """{"content":"Between us","private":true}""")).Is(HttpStatusCode.OK);
        (await admin.SayAsync(tenant, id, "Good day")).Is(HttpStatusCode.OK);

        var shown = await admin.ShowAsync(tenant, id);
        Assert.Equal("gold", shown["custom_attributes"]!.Text("plan"));
        Assert.Null(shown["additional_attributes"]!["x"]);
        Assert.Equal(["Hello", "Good day"], (await visitor.GetAsync($"/conversations/{id}/messages")).Body!.AsArray().Select(message => message!.Text("content")));
        Assert.Equal(["Hello"], (await visitor.GetAsync($"/conversations/{id}/messages?before={said.Number("id") + 1}")).Body!.AsArray().Select(message => message!.Text("content")));
        Assert.Equal(["Hello", "Good day"], (await visitor.GetAsync($"/conversations/{id}")).Body!["messages"]!.AsArray().Select(message => message!.Text("content")));

        (await visitor.PostAsync($"/conversations/{id}/update_last_seen", "")).Is(HttpStatusCode.OK);
        Assert.NotEqual(0, (await visitor.GetAsync($"/conversations/{id}")).Body!.Number("contact_last_seen_at"));
        (await visitor.PostAsync($"/conversations/{id}/toggle_typing", """{"typing_status":"on"}""")).Is(HttpStatusCode.OK);
        (await visitor.PostAsync($"/conversations/{id}/toggle_typing", """{"typing_status":"x"}""")).Is(HttpStatusCode.OK);
        Assert.Equal("resolved", (await visitor.PostAsync($"/conversations/{id}/toggle_status", "")).Is(HttpStatusCode.OK).Body!.Text("status"));
        Assert.Equal("resolved", (await visitor.PostAsync($"/conversations/{id}/toggle_status", "")).Is(HttpStatusCode.OK).Body!.Text("status"));

        (await visitor.PostAsync($"/conversations/{id}/messages", """{"content":"One more thing"}""")).Is(HttpStatusCode.OK);
        Assert.Equal("open", (await admin.ShowAsync(tenant, id)).Text("status"));
        Assert.Equal([id], (await visitor.GetAsync("/conversations")).Body!.AsArray().Select(conversation => conversation!.Number("id")));
    }

    /// <summary>Case 82.</summary>
    [Fact]
    public async Task Message_ThatIsTooLong_IsRefusedInTheWordsOfThisSurface()
    {
        var (_, _, inbox) = await StartAsync();
        var visitor = await VisitorAsync(inbox, "{}");
        var id = (await visitor.PostAsync("/conversations", "")).Is(HttpStatusCode.OK).Body!.Number("id");
        var refused = await visitor.PostAsync($"/conversations/{id}/messages", new JsonObject { ["content"] = new string('x', 150_001) }.ToJsonString());
        Assert.Equal("Content is too long (maximum is 150000 characters)", refused.Is(HttpStatusCode.UnprocessableEntity).Body!.Text("message"));
    }

    /// <summary>Cases 84 and 91: knowing an inbox, an e-mail address and a number opens nobody's conversation.</summary>
    [Fact]
    public async Task Stranger_WhoKnowsAddressAndNumber_SeesAndSaysNothing()
    {
        var (tenant, admin, inbox) = await StartAsync();
        var victim = await VisitorAsync(inbox, """{"email":"victim@people.example","identifier":"victim"}""");
        var id = (await victim.PostAsync("/conversations", "")).Is(HttpStatusCode.OK).Body!.Number("id");
        (await victim.PostAsync($"/conversations/{id}/messages", """{"content":"My secret"}""")).Is(HttpStatusCode.OK);

        var stranger = await VisitorAsync(inbox, """{"email":"victim@people.example","identifier":"victim"}""");
        await stranger.SendAsync(HttpMethod.Patch, "", """{"email":"victim@people.example"}""");
        foreach (var (method, path) in ((HttpMethod, string)[])
            [
                (HttpMethod.Get, ""), (HttpMethod.Get, "/messages"), (HttpMethod.Post, "/messages"), (HttpMethod.Post, "/toggle_status"),
                (HttpMethod.Post, "/toggle_typing"), (HttpMethod.Post, "/update_last_seen"), (HttpMethod.Patch, "/messages/1"),
            ])
        {
            (await stranger.SendAsync(method, $"/conversations/{id}{path}", """{"content":"I am the victim","submitted_values":[]}""")).Is(HttpStatusCode.NotFound);
        }

        Assert.Empty((await stranger.GetAsync("/conversations")).Is(HttpStatusCode.OK).Body!.AsArray());
        Assert.Equal(["My secret"], (await admin.MessagesAsync(tenant, id)).Where(message => message.Number("message_type") == 0).Select(message => message.Text("content")));
    }

    /// <summary>Case 62.</summary>
    [Fact]
    public async Task InboxOfOneConversation_GivesTheLastOneAgain()
    {
        var (tenant, admin, inbox) = await StartAsync();
        (await admin.PatchAsync(tenant, $"/inboxes/{inbox.Id}", """{"lock_to_single_conversation":true}""")).Is(HttpStatusCode.OK);
        var visitor = await VisitorAsync(inbox, "{}");
        var first = (await visitor.PostAsync("/conversations", "")).Is(HttpStatusCode.OK).Body!.Number("id");
        Assert.Equal(first, (await visitor.PostAsync("/conversations", "")).Is(HttpStatusCode.OK).Body!.Number("id"));
    }

    [Fact]
    public async Task Upload_ArrivesWithTheMessage()
    {
        var (tenant, admin, inbox) = await StartAsync();
        var visitor = await VisitorAsync(inbox, "{}");
        var id = (await visitor.PostAsync("/conversations", "")).Is(HttpStatusCode.OK).Body!.Number("id");
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Pictures.Png()), "attachments[]", "photo.png" } };
        using var response = await visitor.Client.PostAsync(visitor.Path + $"/conversations/{id}/messages", form);
        Assert.Equal("image", JsonNode.Parse(await response.Content.ReadAsStringAsync())!["attachments"]![0]!.Text("file_type"));
        Assert.Equal("image", (await admin.MessagesAsync(tenant, id)).Single()["attachments"]![0]!.Text("file_type"));
    }

    [Fact]
    public async Task Form_IsFilledInByTheVisitor_OtherMessagesAreNot()
    {
        var (tenant, admin, inbox) = await StartAsync();
        var visitor = await VisitorAsync(inbox, "{}");
        var id = (await visitor.PostAsync("/conversations", "")).Is(HttpStatusCode.OK).Body!.Number("id");
        var form = (await admin.PostAsync(tenant, $"/conversations/{id}/messages", """{"content":"Who are you?","content_type":"input_email"}""")).Id();
        var plain = (await admin.SayAsync(tenant, id, "Hello")).Id();
        var note = (await admin.PostAsync(tenant, $"/conversations/{id}/messages", """{"content":"Note","content_type":"input_text","private":true}""")).Id();

        var filled = (await visitor.SendAsync(HttpMethod.Patch, $"/conversations/{id}/messages/{form}", """{"submitted_values":[{"name":"email","value":"a@b.example"}]}""")).Is(HttpStatusCode.OK).Body!;
        Assert.Equal("a@b.example", filled["content_attributes"]!["submitted_values"]![0]!.Text("value"));
        (await visitor.SendAsync(HttpMethod.Patch, $"/conversations/{id}/messages/{plain}", """{"submitted_values":[]}""")).Is(HttpStatusCode.UnprocessableEntity);
        (await visitor.SendAsync(HttpMethod.Patch, $"/conversations/{id}/messages/{form}", "{}")).Is(HttpStatusCode.UnprocessableEntity);
        (await visitor.SendAsync(HttpMethod.Patch, $"/conversations/{id}/messages/{note}", """{"submitted_values":[]}""")).Is(HttpStatusCode.NotFound);
    }

    private async Task<(Tenant Tenant, Person Admin, Inbox Inbox)> StartAsync()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var admin = await tenant.AdministratorAsync();
        var inbox = await fixture.Server.Services.GetRequiredService<InboxRepository>().FindAsync(tenant.AccountId, await tenant.InboxAsync(), CancellationToken.None);
        return (tenant, admin, inbox!);
    }

    private async Task<VisitorClient> VisitorAsync(Inbox inbox, string json)
    {
        var client = SurfaceCalls.Client(fixture.Server);
        var path = $"/public/api/v1/inboxes/{inbox.Identifier}/contacts";
        var made = (await client.PostAsync(path, json)).Is(HttpStatusCode.OK).Body!;
        return new VisitorClient(client, $"{path}/{made.Text("source_id")}");
    }

    private sealed record VisitorClient(HttpClient Client, string Path)
    {
        public Task<Answer> GetAsync(string path) => Client.GetJsonAsync(Path + path);

        public Task<Answer> PostAsync(string path, string json) => SendAsync(HttpMethod.Post, path, json);

        public Task<Answer> SendAsync(HttpMethod method, string path, string json) => Client.SendJsonAsync(method, Path + path, json);
    }
}
