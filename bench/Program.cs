using BenchmarkDotNet.Running;
using OneLink.Bench.Spool;

namespace OneLink.Bench;

internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        if (args is ["drain" or "sustained"])
        {
            return await ShippingMeasurement.RunAsync(args[0]);
        }

        BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
        return 0;
    }
}
