using System.Globalization;
using BenchmarkDotNet.Running;
using OneLink.Bench.Feed;
using OneLink.Bench.Processes;
using OneLink.Bench.Redirects;
using OneLink.Bench.Spool;
using OneLink.Bench.Store;

namespace OneLink.Bench;

internal static class Program
{
    private const string AtScale = "store:";
    private const string Mixes = "edge:";
    private const string Changes = "changes:";
    private const int Rounds = 5;

    /// <summary>
    /// Benchmarks by BenchmarkDotNet's own arguments; <c>--filter store:N</c> looks at a store of N links instead,
    /// <c>changes:N</c> changes links N times, <c>edge:N</c> asks edges of N and of few links over HTTP, <c>drain</c> and <c>sustained</c> measure shipping,
    /// <c>recovery</c> the start over a full spool, <c>edges</c> the native edge beside the JIT's, <c>idle</c> what connections
    /// cost that ask nothing, <c>feed</c> redirects while links change.
    /// </summary>
    private static async Task<int> Main(string[] args)
    {
        if (args is ["drain" or "sustained"])
        {
            return await ShippingMeasurement.RunAsync(args[0]);
        }

        if (args is ["edges"])
        {
            return await EdgeBuilds.RunAsync();
        }

        if (args is ["idle"])
        {
            return await IdleConnections.RunAsync();
        }

        if (args is ["feed"])
        {
            return await FeedUnderLoad.RunAsync();
        }

        if (args is ["recovery"])
        {
            return RecoveryMeasurement.Run();
        }

        if (args.FirstOrDefault(static arg => arg.StartsWith(AtScale, StringComparison.Ordinal)) is { } scale)
        {
            await StoreAtScale.RunAsync(int.Parse(scale[AtScale.Length..], CultureInfo.InvariantCulture));
            return 0;
        }

        if (args.FirstOrDefault(static arg => arg.StartsWith(Mixes, StringComparison.Ordinal)) is { } edge)
        {
            await RedirectMixes.RunAsync(int.Parse(edge[Mixes.Length..], CultureInfo.InvariantCulture), Rounds);
            return 0;
        }

        if (args.FirstOrDefault(static arg => arg.StartsWith(Changes, StringComparison.Ordinal)) is { } changes)
        {
            await ChangesAtScale.RunAsync(long.Parse(changes[Changes.Length..], CultureInfo.InvariantCulture));
            return 0;
        }

        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        return 0;
    }
}
