using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OneLink.Admin.Conversations;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;
using OneLink.Admin.Tests.Surfaces.Application.Conversations;

namespace OneLink.Admin.Tests.Conversations;

public sealed class SnoozeAlarmTests
{
    [Fact]
    public async Task Ring_WhenTheTimeHasCome_OpensWhatSleeps()
    {
        var clock = new ManualClock(DateTimeOffset.FromUnixTimeSeconds(1_800_000_000));
        await using var server = await AdminServer.StartAsync(replace: services => services.AddSingleton<TimeProvider>(clock));
        var alarm = server.Services.GetServices<IHostedService>().OfType<SnoozeAlarm>().Single();
        var tenant = await Tenant.JoinAsync(server);
        var admin = await tenant.AdministratorAsync("Ada");
        var inbox = await tenant.InboxAsync();
        foreach (var json in (string[])["""{"status":"snoozed","snoozed_until":1800000060}""", """{"status":"snoozed","snoozed_until":1800007200}""", """{"status":"snoozed"}"""])
        {
            await admin.PostAsync(tenant, $"/conversations/{await admin.ConversationAsync(tenant, inbox)}/toggle_status", json);
        }

        async Task<string> StatusesAsync()
            => $"{(await admin.ShowAsync(tenant, 1)).Text("status")} {(await admin.ShowAsync(tenant, 2)).Text("status")} {(await admin.ShowAsync(tenant, 3)).Text("status")}";

        await alarm.RingAsync(CancellationToken.None);
        Assert.Equal("snoozed snoozed snoozed", await StatusesAsync());
        clock.Now += TimeSpan.FromMinutes(1);
        await alarm.RingAsync(CancellationToken.None);
        Assert.Equal("open snoozed snoozed", await StatusesAsync());
        Assert.Null((await admin.ShowAsync(tenant, 1))["snoozed_until"]);
        clock.Now += TimeSpan.FromHours(2);
        await alarm.RingAsync(CancellationToken.None);
        Assert.Equal("open open snoozed", await StatusesAsync());
        Assert.Equal(["Conversation was snoozed by Ada"], await admin.ActivitiesAsync(tenant, 1));
    }
}
