using OneLink.Client;
using OneLink.EndToEnd.Api;
using Xunit.Abstractions;

namespace OneLink.EndToEnd.Harness;

/// <summary>
/// A test against a running installation. What the processes wrote during the test goes to the test's output, which
/// runners show where the test failed.
/// </summary>
public abstract class EndToEndTest(Installation installation, ITestOutputHelper output) : IAsyncLifetime
{
    private const int LogLines = 40;

    private readonly Dictionary<ProductProcess, long> _logged = [];

    private protected Installation Installation => installation;

    private protected LinksApi Api => installation.Api;

    private protected OneLinkClient Client => installation.Client;

    /// <summary>Starts what an earlier test has left dead.</summary>
    public async Task InitializeAsync()
    {
        foreach (var process in installation.Processes)
        {
            _logged[process] = process.Log.Position;
        }

        await installation.EnsureRunningAsync();
    }

    /// <summary>Attaches the logs.</summary>
    public Task DisposeAsync()
    {
        foreach (var (process, position) in _logged)
        {
            output.WriteLine($"--- {process.Name}");
            foreach (var line in process.Log.Tail(position, LogLines))
            {
                output.WriteLine(line);
            }
        }

        return Task.CompletedTask;
    }

    /// <summary>Adds a figure or a remark to the test's output.</summary>
    private protected void Say(string text) => output.WriteLine(text);
}
