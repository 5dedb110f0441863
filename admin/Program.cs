using OneLink.Admin.Access;
using OneLink.Admin.Access.IntegrationKeys;
using OneLink.Admin.Accounts;
using OneLink.Admin.AgentBots;
using OneLink.Admin.Assignment;
using OneLink.Admin.Audiences;
using OneLink.Admin.Audit;
using OneLink.Admin.Automation;
using OneLink.Admin.Backups;
using OneLink.Admin.BulkActions;
using OneLink.Admin.Campaigns;
using OneLink.Admin.CannedResponses;
using OneLink.Admin.Channels;
using OneLink.Admin.Contacts;
using OneLink.Admin.Conversations;
using OneLink.Admin.Conversions;
using OneLink.Admin.CustomAttributes;
using OneLink.Admin.CustomFilters;
using OneLink.Admin.Dashboard;
using OneLink.Admin.Database;
using OneLink.Admin.Database.Moving;
using OneLink.Admin.Database.Partitions;
using OneLink.Admin.DeepLinks;
using OneLink.Admin.Demo;
using OneLink.Admin.Domains;
using OneLink.Admin.Edges;
using OneLink.Admin.Events;
using OneLink.Admin.Feed;
using OneLink.Admin.Files;
using OneLink.Admin.Filters;
using OneLink.Admin.Health;
using OneLink.Admin.Hosting;
using OneLink.Admin.Idempotency;
using OneLink.Admin.Inboxes;
using OneLink.Admin.Jobs;
using OneLink.Admin.Json;
using OneLink.Admin.Labels;
using OneLink.Admin.Leases;
using OneLink.Admin.Limits;
using OneLink.Admin.LinkClicks;
using OneLink.Admin.Links;
using OneLink.Admin.Messages;
using OneLink.Admin.Notifications;
using OneLink.Admin.OpenApi;
using OneLink.Admin.Opens;
using OneLink.Admin.Outbound;
using OneLink.Admin.PlatformApps;
using OneLink.Admin.Presence;
using OneLink.Admin.Privacy;
using OneLink.Admin.Problems;
using OneLink.Admin.Realtime;
using OneLink.Admin.Redis;
using OneLink.Admin.Safety;
using OneLink.Admin.SecondFactors;
using OneLink.Admin.Sessions;
using OneLink.Admin.Stats;
using OneLink.Admin.Stats.BiUsers;
using OneLink.Admin.Summaries;
using OneLink.Admin.SuperAdmin;
using OneLink.Admin.Surfaces;
using OneLink.Admin.Surveys;
using OneLink.Admin.Teams;
using OneLink.Admin.Users;
using OneLink.Admin.Webhooks;
using OneLink.Admin.Widget;

namespace OneLink.Admin;

internal static class Program
{
    public static Task<int> Main(string[] args)
        => args switch
        {
            [BiUserCommand.Name, .. var rest] => BiUserCommand.RunAsync(rest, Build),
            [PlatformAppCommand.Name, .. var rest] => PlatformAppCommand.RunAsync(rest, Build),
            [AccountCommand.Name, .. var rest] => AccountCommand.RunAsync(rest, Build),
            [SecondFactorCommand.Name, .. var rest] => SecondFactorCommand.RunAsync(rest, Build),
            [OnSyncKeyCommand.Name, .. var rest] => OnSyncKeyCommand.RunAsync(rest, Build),
            [SuperAdminCommand.Name, .. var rest] => SuperAdminCommand.RunAsync(rest, Build),
            [EdgeCommand.Name, .. var rest] => EdgeCommand.RunAsync(rest, Build),
            [RateLimitCommand.Name, .. var rest] => RateLimitCommand.RunAsync(rest, Build),
            [BackupCommand.Name, .. var rest] => BackupCommand.RunAsync(rest, Build),
            [RestoreCommand.Name, .. var rest] => RestoreCommand.RunAsync(rest, Build),
            [RestoreCommand.ClicksName, .. var rest] => RestoreCommand.RunClicksAsync(rest, Build),
            [MigrateDatabaseCommand.Name, .. var rest] => MigrateDatabaseCommand.RunAsync(rest),
            [OpenApiCommand.Name] => OpenApiCommand.RunAsync(Build),
            _ => AdminProcess.RunAsync(() => Build(args)),
        };

    /// <summary>The whole process, not started yet. Settings come from the environment and from <paramref name="args"/> (<c>--NAME=value</c>).</summary>
    internal static WebApplication Build(string[] args) => Build(args, static _ => { });

    /// <param name="args">Settings.</param>
    /// <param name="replace">Takes the services last, to put others in their places.</param>
    internal static WebApplication Build(string[] args, Action<IServiceCollection> replace)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        var settings = builder.AddHosting();

        // Hosted services start in this order, and all of them before the first request.
        builder.Services.AddDatabase(settings);
        builder.Services.AddLeases(settings);
        builder.Services.AddRedis();
        builder.Services.AddSurfaces();
        builder.Services.AddProblems();
        builder.Services.AddAccess();
        builder.Services.AddOutbound();
        builder.Services.AddAccounts();
        builder.Services.AddUsers();
        builder.Services.AddSessions();
        builder.Services.AddSecondFactors();
        builder.Services.AddPlatformApps();
        builder.Services.AddAgentBots();
        builder.Services.AddTeams();
        builder.Services.AddPresence();
        builder.Services.AddInboxes();
        builder.Services.AddLimits();
        builder.Services.AddIdempotency();
        builder.Services.AddAudit();
        builder.Services.AddLabels();
        builder.Services.AddCustomAttributes();
        builder.Services.AddFilters();
        builder.Services.AddFiles();
        builder.Services.AddContacts();
        builder.Services.AddBulkActions();
        builder.Services.AddConversations();
        builder.Services.AddAssignment();
        builder.Services.AddMessages();
        builder.Services.AddAutomation();
        builder.Services.AddSummaries();
        builder.Services.AddNotifications();
        builder.Services.AddSurveys();
        builder.Services.AddCannedResponses();
        builder.Services.AddCustomFilters();
        builder.Services.AddDomains();
        builder.Services.AddSafety(settings);
        builder.Services.AddLinks();
        builder.Services.AddJobs();
        builder.Services.AddDeepLinks();
        builder.Services.AddFeed(settings);
        builder.Services.AddEdges();
        builder.Services.AddDemo();
        builder.Services.AddStats();
        builder.Services.AddLinkClicks();
        builder.Services.AddConversions();
        builder.Services.AddOpens();
        builder.Services.AddPrivacy();
        builder.Services.AddEvents();
        builder.Services.AddLogPartitions(settings);
        builder.Services.AddRealtime();
        builder.Services.AddWebhooks();
        builder.Services.AddChannels();
        builder.Services.AddAudiences();
        builder.Services.AddCampaigns();
        builder.Services.AddHealth();
        builder.Services.AddApiDescription();
        builder.Services.AddSuperAdmin();
        builder.Services.AddDashboard();
        builder.Services.AddWidget();
        replace(builder.Services);

        var app = builder.Build();
        app.UseProblems();
        app.Use(HeadRequests.AskAsGetAsync);
        app.UseRouting();
        app.Use(HeadRequests.RefuseStreamsAsync);
        app.Use(NulText.RefuseQueryAsync);
        app.UseSurfaces();
        app.UseLimits();
        app.UseAccess();
        app.UseFeed();

        app.MapHealth();
        app.MapKeys();
        app.MapSessions();
        app.MapSecondFactors();
        app.MapAudit();
        app.MapDomains();
        app.MapSafety();
        app.MapLinks();
        app.MapJobs();
        app.MapDeepLinks();
        app.MapFeed();
        app.MapStats();
        app.MapConversions();
        app.MapOpens();
        app.MapPrivacy();
        app.MapFiles();
        app.MapApiDescription();
        app.MapSurfaces();
        app.MapSuperAdmin();
        app.MapDashboard();
        app.MapWidget();

        return app;
    }
}
