using System.Net;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Events;
using OneLink.Admin.Presence;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;
using OneLink.Admin.Tests.Surfaces.Application.Conversations;
using OneLink.Admin.Tests.Surfaces.Cable;

namespace OneLink.Admin.Tests.Redis;

/// <summary>What happens at one admin, heard by those who listen at the other.</summary>
[Collection(TwoAdminsCollection.Name)]
public sealed class BackplaneTests(TwoAdminsFixture fixture)
{
    private readonly TwoAdmins _admins = fixture.Admins;

    [Fact]
    public async Task Typing_AtOneAdmin_IsHeardAtTheOther_InOrder()
    {
        var tenant = await Tenant.JoinAsync(_admins.Two);
        var (agent, admin) = (await tenant.AgentAsync(), await tenant.AdministratorAsync());
        var conversation = await agent.ConversationAsync(tenant, await tenant.InboxAsync(members: agent));
        await CableClient.CatchUpAsync(_admins.One, tenant, agent);
        using var listener = await CableClient.ConnectAsync(_admins.One.BaseAddress);
        Assert.Equal("confirm_subscription", await listener.SubscribeAsync(CableClient.Person(admin, tenant)));

        foreach (var status in new[] { "on", "off", "on" })
        {
            (await agent.PostAsync(tenant, $"/conversations/{conversation}/toggle_typing_status", $$"""{"typing_status":"{{status}}"}""")).Is(HttpStatusCode.OK);
        }

        foreach (var status in new[] { "on", "off", "on" })
        {
            var told = await listener.EventAsync("conversation.typing_" + status, skip: ["assignee.changed", "conversation.updated", "team.changed"]);
            Assert.Equal((conversation, agent.User.Id), (told["conversation"]!.Number("id"), told["user"]!.Number("id")));
        }
    }

    [Fact]
    public async Task Presence_AtOneAdmin_IsKnownAtTheOther_AndToOneThatComesLater()
    {
        var (account, user, contact) = (1_000_001L, 7L, 8L);
        Assert.False(Of(_admins.One).IsUserOnline(account, user));
        Of(_admins.Two).SawUser(account, user);
        Of(_admins.Two).SawContact(account, contact);
        await Until.TrueAsync(
            () =>
            {
                // Seen again and again, as whoever is there is: it ends by itself.
                Of(_admins.Two).SawUser(account, user);
                Of(_admins.Two).SawContact(account, contact);
                return Task.FromResult(Of(_admins.One).IsUserOnline(account, user) && Of(_admins.One).IsContactOnline(account, contact));
            },
            "the other admin knows who is there");
        Assert.False(Of(_admins.One).IsContactOnline(account, user));
        Assert.False(Of(_admins.One).IsUserOnline(account + 1, user));

        Of(_admins.Two).SawContact(account, contact);
        await using var third = await _admins.JoinAsync("2");
        Assert.Equal([contact], Of(third).OnlineContacts(account));
    }

    /// <summary>Without it, readers look every half second.</summary>
    [Fact]
    public async Task Event_AtOneAdmin_WakesTheReadersOfTheOther()
    {
        var tenant = await Tenant.JoinAsync(_admins.Two);
        var admin = await tenant.AdministratorAsync();
        var woken = _admins.One.Services.GetRequiredService<EventSignal>().Next;
        using var listener = await CableClient.ConnectAsync(_admins.One.BaseAddress);
        Assert.Equal("confirm_subscription", await listener.SubscribeAsync(CableClient.Person(admin, tenant)));

        var contact = await admin.ContactAsync(tenant, """{"name":"Ada"}""");

        Assert.Equal(contact, (await listener.EventAsync("contact.created")).Number("id"));
        await woken.WaitAsync(TimeSpan.FromMinutes(1));
    }

    private static PresenceTracker Of(AdminServer admin) => admin.Services.GetRequiredService<PresenceTracker>();
}
