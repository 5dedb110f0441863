using OneLink.LoadTests.Messaging;

namespace OneLink.LoadTests;

internal static class Program
{
    private static readonly Dictionary<string, Func<Installation, Task<bool>>> Scenarios = new(StringComparer.Ordinal)
    {
        ["cable"] = CableScenario.RunAsync,
        ["export"] = ExportScenario.RunAsync,
        ["links"] = LinksScenario.RunAsync,
        ["live"] = LiveScenario.RunAsync,
        ["messaging"] = MessagingScenario.RunAsync,
        ["propagation"] = PropagationScenario.RunAsync,
        ["redirects"] = RedirectsScenario.RunAsync,
        ["stats"] = StatsScenario.RunAsync,
        ["webhooks"] = WebhooksScenario.RunAsync,
    };

    private static async Task<int> Main(string[] args)
    {
        if (args is ["--list"])
        {
            foreach (string name in Scenarios.Keys)
            {
                Console.WriteLine(name);
            }

            return 0;
        }

        if (args is not [var scenario] || !Scenarios.TryGetValue(scenario, out Func<Installation, Task<bool>>? run))
        {
            await Console.Error.WriteLineAsync("name one scenario; --list shows them");
            return 2;
        }

        try
        {
            using Installation installation = await Installation.OpenAsync(Environment.GetEnvironmentVariable("ONELINK_DATA") ?? ".onelink");
            return await run(installation) ? 0 : 1;
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            await Console.Error.WriteLineAsync($"the installation cannot be reached: {e.Message} Start it with ./onelink up.");
            return 1;
        }
    }
}
