using System.Diagnostics;

namespace OneLink.EndToEnd.Browser;

/// <summary>
/// A headless Chromium of the test's own, driven over its DevTools protocol
/// (https://chromedevtools.github.io/devtools-protocol/): what is asserted of a page is what a browser makes of it.
/// </summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>No sandbox, as root has none; nothing that asks the network by itself.</summary>
    private static readonly string[] Switches =
    [
        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--remote-debugging-port=0", "--window-size=800,900",
    ];

    private readonly Process _process;
    private readonly string _profile;

    private Chromium(Process process, string profile, DevTools devTools)
    {
        _process = process;
        _profile = profile;
        DevTools = devTools;
    }

    public DevTools DevTools { get; }

    public static async Task<Chromium> StartAsync()
    {
        var profile = Directory.CreateTempSubdirectory("onelink-chromium-").FullName;
        var start = new ProcessStartInfo("chromium", [.. Switches, "--user-data-dir=" + profile, "about:blank"])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        var process = Process.Start(start)!;
        _ = process.StandardOutput.ReadToEndAsync();
        _ = process.StandardError.ReadToEndAsync();

        // Written when it listens: the port, and the path of the browser's own socket.
        var file = Path.Combine(profile, "DevToolsActivePort");
        var waited = Stopwatch.StartNew();
        string[] lines;
        while ((lines = File.Exists(file) ? await File.ReadAllLinesAsync(file) : []).Length < 2)
        {
            Assert.True(!process.HasExited && waited.Elapsed < Patience, "Chromium did not start.");
            await Task.Delay(50);
        }

        return new Chromium(process, profile, await DevTools.ConnectAsync(new Uri($"ws://127.0.0.1:{lines[0]}{lines[1]}")));
    }

    public Task<BrowserPage> OpenAsync(Handset handset) => BrowserPage.OpenAsync(DevTools, handset);

    public async ValueTask DisposeAsync()
    {
        await DevTools.DisposeAsync();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync().WaitAsync(Patience);
        _process.Dispose();
        Directory.Delete(_profile, recursive: true);
    }
}
