using System.Globalization;
using BenchmarkDotNet.Running;
using OneLink.Bench.Store;

namespace OneLink.Bench;

internal static class Program
{
    private const string AtScale = "store:";

    /// <summary>Benchmarks by BenchmarkDotNet's own arguments; <c>--filter store:N</c> looks at a store of N links instead.</summary>
    private static async Task Main(string[] args)
    {
        if (args.FirstOrDefault(static arg => arg.StartsWith(AtScale, StringComparison.Ordinal)) is { } scale)
        {
            await StoreAtScale.RunAsync(int.Parse(scale[AtScale.Length..], CultureInfo.InvariantCulture));
            return;
        }

        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
    }
}
