using System.Globalization;

namespace OneLink.Simulation;

internal static class Program
{
    /// <summary>Prints the tables of docs/scaling.md; 1 where the model no longer agrees with what was measured.</summary>
    private static int Main()
    {
        Console.WriteLine("| the model beside a measurement | measured | simulated | |\n|---|---|---|---|");
        var checks = Scenarios.Checks();
        foreach (var check in checks)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {check.What} | {check.Measured:#,##0.###} | {check.Simulated:#,##0.###} | {(check.Holds ? "" : "**does not agree**")} |"));
        }

        Print("a million redirects a second, twenty regions, two minutes", Scenarios.Busiest());
        Print("a region with a tenth of all taps is lost for five minutes", Scenarios.LostRegion());
        Print("a shard of eight is lost with its replica for ten minutes", Scenarios.LostShard());
        Print("a storm of link changes, forty edges", Scenarios.FeedStorm());
        Print("sizes", Scenarios.Sizes());
        Print("a billion clicks", Scenarios.Cost());
        return checks.All(check => check.Holds) ? 0 : 1;
    }

    private static void Print(string title, IEnumerable<string[]> rows)
    {
        Console.WriteLine($"\n| {title} | |\n|---|---|");
        foreach (var row in rows)
        {
            Console.WriteLine($"| {row[0]} | {row[1]} |");
        }
    }
}
