using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Events;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;
using OneLink.Admin.Tests.Surfaces.Application.Conversations;

namespace OneLink.Admin.Tests.Conversations;

/// <summary>What each call leaves in the event log.</summary>
public sealed class ConversationEventTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    [Fact]
    public async Task Calls_RaiseOneEventForEachEntity()
    {
        var tenant = await Tenant.JoinAsync(fixture.Server);
        var admin = await tenant.AdministratorAsync("Ada");
        var inbox = await tenant.InboxAsync();
        var id = await admin.ConversationAsync(tenant, inbox);
        var reader = fixture.Server.Services.GetRequiredService<EventReader>();

        async Task<string> EventsOfAsync(Func<Task> call)
        {
            var before = await reader.LastSequenceAsync(CancellationToken.None);
            await call();
            var raised = (await reader.AfterAsync(before, 100, CancellationToken.None)).Where(happened => happened.AccountId == tenant.AccountId);
            return string.Join("; ", raised.Select(happened => $"{happened.Name} {string.Join(',', happened.Changes.ByName.Keys)}".Trim()));
        }

        Assert.Equal(
            "message.created; first.reply.created; conversation.updated first_reply_created_at,waiting_since",
            await EventsOfAsync(() => admin.PostAsync(tenant, $"/conversations/{id}/messages", """{"content":"Hello","echo_id":"e"}""")));
        Assert.Equal("message.created", await EventsOfAsync(() => admin.SayAsync(tenant, id, "Again")));
        Assert.Equal(
            "message.created; conversation.updated status", await EventsOfAsync(() => admin.PostAsync(tenant, $"/conversations/{id}/toggle_status", "{}")));
        Assert.Equal(
            "message.created; message.created; conversation.updated status,waiting_since",
            await EventsOfAsync(() => admin.SayAsync(tenant, id, "Hi", "incoming")));
        Assert.Equal(
            "message.created; conversation.updated assignee_id",
            await EventsOfAsync(() => admin.PostAsync(tenant, $"/conversations/{id}/assignments", $$"""{"assignee_id":{{admin.User.Id}}}""")));
        Assert.Equal("", await EventsOfAsync(() => admin.PostAsync(tenant, $"/conversations/{id}/assignments", $$"""{"assignee_id":{{admin.User.Id}}}""")));
        Assert.Equal(
            "conversation.updated label_list; message.created",
            await EventsOfAsync(() => admin.PostAsync(tenant, $"/conversations/{id}/labels", """{"labels":["a"]}""")));
        Assert.Equal(
            "conversation.updated custom_attributes",
            await EventsOfAsync(() => admin.PostAsync(tenant, $"/conversations/{id}/custom_attributes", """{"custom_attributes":{"a":1}}""")));
        Assert.Equal("conversation.read", await EventsOfAsync(() => admin.PostAsync(tenant, $"/conversations/{id}/update_last_seen", "")));
        Assert.Equal("", await EventsOfAsync(() => admin.PostAsync(tenant, $"/conversations/{id}/update_last_seen", "")));
        Assert.Equal(
            "contact.updated blocked; message.created; message.created; conversation.updated status,waiting_since",
            await EventsOfAsync(() => admin.PostAsync(tenant, $"/conversations/{id}/mute", "")));
        var message = (await admin.SayAsync(tenant, id, "Oops")).Id();
        Assert.Equal(
            "message.updated content,content_attributes", await EventsOfAsync(() => admin.DeleteAsync(tenant, $"/conversations/{id}/messages/{message}")));
        Assert.Equal("conversation.deleted", await EventsOfAsync(() => admin.DeleteAsync(tenant, $"/conversations/{id}")));
        Assert.Equal("", await EventsOfAsync(() => admin.SayAsync(tenant, 999, "x")));
    }
}
