using System.Net;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Conversations;
using OneLink.Admin.Database;
using OneLink.Admin.Messages;
using OneLink.Admin.Tests.Files;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;
using OneLink.Admin.Tests.Surfaces.Application.Conversations;

namespace OneLink.Admin.Tests.Surfaces.Application.Messages;

/// <summary>Messages with files: stored before, or brought along by the request.</summary>
public sealed class AttachmentTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    [Fact]
    public async Task Files_AreShownWithTheMessageInTheConversationAndInTheList()
    {
        var (tenant, admin, id) = await StartAsync();
        var (photo, text) = (await FileAsync(tenant, "photo.PNG", "image/png"), await FileAsync(tenant, "notes", "text/plain"));

        Assert.True((await SendAsync(tenant, id, photo, text)).TryGet(out var message));

        var shown = (await admin.MessagesAsync(tenant, id)).Single()["attachments"]!.AsArray();
        Assert.Equal(["image", "file"], shown.Select(attachment => attachment!.Text("file_type")));
        Assert.Equal("PNG", shown[0]!.Text("extension"));
        Assert.Equal(message.Id, shown[0]!.Number("message_id"));
        Assert.Equal(5, shown[0]!.Number("file_size"));
        Assert.Null(shown[1]!["extension"]);
        Assert.Equal(2, (await admin.ShowAsync(tenant, id))["messages"]![0]!["attachments"]!.AsArray().Count);
        var list = await admin.GetAsync(tenant, $"/conversations/{id}/attachments");
        Assert.Equal(2, list.Meta().Number("total_count"));
        Assert.Equal(["file", "image"], list.Payload().Select(attachment => attachment!.Text("file_type")));
        Assert.Equal("Ada", list.Payload()[0]!["sender"]!.Text("name"));
        await admin.DeleteAsync(tenant, $"/conversations/{id}/messages/{message.Id}");
        Assert.Equal(0, (await admin.GetAsync(tenant, $"/conversations/{id}/attachments")).Meta().Number("total_count"));
        (await admin.GetAsync(tenant, "/conversations/999/attachments")).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Files_TooManyOrAnotherAccounts_AreRefused()
    {
        var (tenant, _, id) = await StartAsync();
        var theirs = await FileAsync(await Tenant.JoinAsync(fixture.Server), "theirs.png", "image/png");
        var mine = new List<long>();
        foreach (var number in Enumerable.Range(0, 16))
        {
            mine.Add(await FileAsync(tenant, $"{number}.png", "image/png"));
        }

        Assert.Equal("Attachments must exist", (await SendAsync(tenant, id, theirs)).Errors!.All.Single().FullMessage);
        Assert.Equal("Attachments exceeded the maximum allowed (15)", (await SendAsync(tenant, id, [.. mine])).Errors!.All.Single().FullMessage);
        Assert.True((await SendAsync(tenant, id, [.. mine.Take(15)])).TryGet(out _));
    }

    [Fact]
    public async Task Upload_IsStoredShownAndGivenOut()
    {
        var (tenant, admin, id) = await StartAsync();
        var png = Pictures.Png(640, 480);
        using var form = new MultipartFormDataContent
        {
            { new StringContent("Look"), "content" },
            { new StringContent("false"), "private" },
            { new ByteArrayContent(png), "attachments[]", "Ünser Photo.png" },
            { new ByteArrayContent("<script>alert(1)</script>"u8.ToArray()), "attachments[]", "page.html" },
        };
        using var response = await admin.Client.PostAsync($"{tenant.Path}/conversations/{id}/messages", form);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var attachments = System.Text.Json.Nodes.JsonNode.Parse(await response.Content.ReadAsStringAsync())!["attachments"]!.AsArray();
        Assert.Equal(["image", "file"], attachments.Select(attachment => attachment!.Text("file_type")));
        Assert.Equal(640, attachments[0]!.Number("width"));
        Assert.Equal(png.Length, attachments[0]!.Number("file_size"));

        using var anybody = new HttpClient();
        using var photo = await anybody.GetAsync(attachments[0]!.Text("data_url"));
        Assert.Equal(png, await photo.Content.ReadAsByteArrayAsync());
        Assert.Equal("image/png", photo.Content.Headers.ContentType!.MediaType);
        using var thumbnail = await anybody.GetAsync(attachments[0]!.Text("thumb_url"));
        Assert.Equal(HttpStatusCode.OK, thumbnail.StatusCode);
        using var page = await anybody.GetAsync(attachments[1]!.Text("data_url"));
        Assert.Equal("attachment", page.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("nosniff", page.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal(attachments[0]!.Text("data_url"), (await admin.MessagesAsync(tenant, id)).Single()["attachments"]![0]!.Text("data_url"));
    }

    [Fact]
    public async Task Upload_OfTooManyFiles_IsRefusedAndWritesNoMessage()
    {
        var (tenant, admin, id) = await StartAsync();
        using var form = new MultipartFormDataContent { { new StringContent("Look"), "content" } };
        foreach (var number in Enumerable.Range(0, 16))
        {
            form.Add(new ByteArrayContent(Pictures.Png()), "attachments[]", $"{number}.png");
        }

        using var response = await admin.Client.PostAsync($"{tenant.Path}/conversations/{id}/messages", form);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Contains("Attachments exceeded the maximum allowed (15)", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(await admin.MessagesAsync(tenant, id));
    }

    private async Task<Validation.RecordOutcome<Message>> SendAsync(Tenant tenant, long displayId, params long[] fileIds)
    {
        var services = fixture.Server.Services;
        var conversation = await services.GetRequiredService<ConversationRepository>().FindAsync(tenant.AccountId, displayId, CancellationToken.None);
        var ada = await services.GetRequiredService<IDatabase>().ReadAsync(
            connection => connection.ExecuteScalarAsync<long>("SELECT MIN(user_id) FROM account_users WHERE account_id = @AccountId", new { tenant.AccountId }), CancellationToken.None);
        return await services.GetRequiredService<MessageComposer>().ComposeAsync(
            tenant.AccountId,
            conversation!.Id,
            new MessageInput { SenderKind = SenderKind.User, SenderId = ada, FileIds = fileIds },
            Author.System,
            CancellationToken.None);
    }

    private Task<long> FileAsync(Tenant tenant, string name, string contentType) => fixture.Server.Services.GetRequiredService<IDatabase>().WriteAsync(
        scope => scope.ScalarAsync<long>(
            """
            INSERT INTO files (account_id, storage_key, name, content_type, byte_size, created_at) VALUES (@AccountId, @key, @name, @contentType, 5, 1) RETURNING id
            """,
            new { tenant.AccountId, key = Guid.NewGuid().ToString("N"), name, contentType }),
        CancellationToken.None);

    private async Task<(Tenant Tenant, Person Admin, long ConversationId)> StartAsync()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var admin = await tenant.AdministratorAsync("Ada");
        return (tenant, admin, await admin.ConversationAsync(tenant, await tenant.InboxAsync()));
    }
}
