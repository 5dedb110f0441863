using System.Net.Sockets;
using Microsoft.AspNetCore.Http.Features;
using OneLink.Edge.FastLane;
using OneLink.Edge.Health;
using OneLink.Edge.Redirects;

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
            EdgeOptions options = EdgeOptions.FromEnvironment(variable);
            ThreadPool.SetMinThreads(Math.Max(PoolThreads, Environment.ProcessorCount), Environment.ProcessorCount);
            await using WebApplication app = Build(options);
            await app.RunAsync();
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

    internal static WebApplication Build(EdgeOptions options)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder(HostSettings);
        builder.Logging.AddEdgeLogging();
        builder.WebHost.ConfigureKestrel(kestrel => EdgeKestrel.Configure(kestrel, options));
        builder.Services.AddEdge(options);

        WebApplication app = builder.Build();
        if (options.FastLane)
        {
            app.UseHandedOverConnections();
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
}
