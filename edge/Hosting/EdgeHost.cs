using System.Net.Sockets;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using OneLink.Edge.FastLane;
using OneLink.Edge.Handover;
using OneLink.Edge.Health;
using OneLink.Edge.Redirects;
using OneLink.Edge.Settings;
using OneLink.Edge.Spool;

namespace OneLink.Edge.Hosting;

/// <summary>Starts the edge, serves until it is told to stop, and leaves nothing behind that a restart could not use.</summary>
internal static class EdgeHost
{
    private const int Failed = 1;

    /// <summary>
    /// Threads that the pool gives at once; more come half a second apart. On one core it would be one, and a checkpoint that
    /// waits for the disk held up the changes of links behind it: for up to a second, beside 20,000 of them a second.
    /// </summary>
    private const int PoolThreads = 4;

    /// <summary>Settings are read once: nobody watches files for changes, which would take a thread.</summary>
    internal static readonly string[] HostSettings = ["--hostBuilder:reloadConfigOnChange=false"];

    /// <summary>Runs the process.</summary>
    /// <param name="variable">Reads an environment variable.</param>
    /// <returns>0 after a clean end, 1 where it could not start; one line on standard error says why.</returns>
    public static async Task<int> RunAsync(Func<string, string?> variable)
    {
        try
        {
            SuccessorLaunch.Prepare();
            using var signals = new EdgeSignals();
            var source = new SettingsSource(variable);
            (EdgeOptions options, IReadOnlyDictionary<string, string?> values) = source.Read();
            LogLevelSwitch.Level = options.LogLevel;
            ThreadPool.SetMinThreads(Math.Max(PoolThreads, Environment.ProcessorCount), Environment.ProcessorCount);
            using Succession succession = await Succession.EnterAsync(options.Folder, options.FastLane, TimeProvider.System);
            await using WebApplication app = Build(options, succession);
            await app.StartAsync();
            succession.TakeOver(() => app.Services.GetService<FastLaneTransport>()?.Relisten());

            // What was listened on before and is not any more.
            app.Services.GetRequiredService<ListeningSockets>().Dispose();
            signals.Heed(new SettingsReload(source, values, app.Services), app.Services.GetRequiredService<SuccessorLaunch>());
            await ServeAsync(app, succession);
            return 0;
        }
        catch (FormatException e)
        {
            await Console.Error.WriteLineAsync("onelink-edge: " + e.Message);
        }
        catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException or SocketException)
        {
            await Console.Error.WriteLineAsync($"onelink-edge: {e.Message} Set ONELINK_EDGE_PORT to another port.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync("onelink-edge: " + e.Message);
        }

        return Failed;
    }

    /// <summary>The edge with all its parts.</summary>
    /// <param name="options">Its settings.</param>
    /// <param name="succession">Whom it takes over from; of an edge that has its folder to itself where there is nobody.</param>
    internal static WebApplication Build(EdgeOptions options, Succession? succession = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(HostSettings);
        builder.Logging.AddEdgeLogging();
        builder.Services.AddEdge(options, succession ?? Succession.First(options.Folder));
        builder.Services.AddOptions<KestrelServerOptions>().Configure<ProxiesInForce, Drain>(
            (kestrel, proxies, drain) => EdgeKestrel.Configure(kestrel, options, proxies, drain));

        WebApplication app = builder.Build();
        if (options.FastLane)
        {
            app.UseHandedOverConnections();
        }
        else
        {
            app.UseEndingConnections();
        }

        // Before routing, which would find an endpoint behind other spellings of its path than the one that is none's slug.
        RedirectEndpoint redirects = app.Services.GetRequiredService<RedirectEndpoint>();
        app.MapWhen(
            static context => !ManagementPath.Matches(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget),
            branch => branch.Run(redirects.HandleAsync));
        app.UseRouting();
        app.MapHealth();
        app.MapMetrics();
        app.MapDigest();
        return app;
    }

    /// <summary>Returns when the process was told to end, or another one has taken over, and everything that was under way is answered.</summary>
    private static async Task ServeAsync(WebApplication app, Succession succession)
    {
        await succession.IsAlone.WaitAsync(app.Lifetime.ApplicationStopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ServiceManager.Tell("READY=1");
        await Task.Delay(Timeout.Infinite, app.Lifetime.ApplicationStopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (succession.Successor is null)
        {
            ServiceManager.Tell("STOPPING=1");
        }
        else
        {
            app.Services.GetRequiredService<ClickShipper>().LeaveRest();
        }

        await app.Services.GetRequiredService<Drain>().RunAsync(app.Services.GetService<FastLaneTransport>());
        await app.StopAsync();
    }
}
