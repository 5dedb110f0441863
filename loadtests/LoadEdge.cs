using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;

namespace OneLink.LoadTests;

/// <summary>A further edge of a running installation, with a folder of its own that goes with it. Its clicks stay in its spool.</summary>
internal sealed class LoadEdge : IDisposable
{
    private static readonly TimeSpan ReadyLimit = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly string _folder;
    private readonly HttpClient _http;

    private LoadEdge(Process process, string folder, int port, string token)
    {
        _process = process;
        _folder = folder;
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false })
        {
            BaseAddress = new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{port}")),
            DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token), UserAgent = { new ProductInfoHeaderValue("load", "1") } },
        };
    }

    /// <exception cref="IOException">There is no edge to start: <c>./onelink load</c> says where it is.</exception>
    public static LoadEdge Start(Installation installation, int number)
    {
        string binary = Environment.GetEnvironmentVariable("ONELINK_EDGE_BINARY") ?? throw new IOException("ONELINK_EDGE_BINARY names no edge.");
        string token = File.ReadAllText(Path.Combine(installation.DataFolder, "secrets", "edge-token")).Trim();
        string folder = Directory.CreateTempSubdirectory("onelink-load-edge-").FullName;
        int port = FreePort();
        var start = new ProcessStartInfo(binary) { UseShellExecute = false, RedirectStandardOutput = true };
        start.Environment["ONELINK_DATA"] = folder;
        start.Environment["ONELINK_EDGE_PORT"] = port.ToString(CultureInfo.InvariantCulture);
        start.Environment["ONELINK_EDGE_NAME"] = string.Create(CultureInfo.InvariantCulture, $"load-{number}");
        start.Environment["ONELINK_EDGE_TOKEN"] = token;
        start.Environment["ONELINK_EDGE_MEMORY"] = "64m";
        start.Environment["ONELINK_ADMIN"] = installation.AdminAddress.ToString();
        start.Environment["ONELINK_CLICKHOUSE"] = "http://127.0.0.1:9";
        start.Environment["ONELINK_SPOOL_SEGMENT"] = "1m";
        Process process = Process.Start(start)!;

        // A full pipe would stop it at its next line.
        process.OutputDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        return new LoadEdge(process, folder, port, token);
    }

    public async Task UntilReadyAsync()
    {
        var watch = Stopwatch.StartNew();
        while (!await IsReadyAsync())
        {
            if (_process.HasExited || watch.Elapsed > ReadyLimit)
            {
                throw new IOException("an edge does not get ready.");
            }

            await Task.Delay(50);
        }
    }

    /// <summary>Asks with HEAD, which counts nowhere, until the edge has the link.</summary>
    public async Task UntilServedAsync(string slug, TimeSpan limit, TimeSpan pause = default)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            using var request = new HttpRequestMessage(HttpMethod.Head, "/" + slug);
            using HttpResponseMessage answer = await _http.SendAsync(request);
            if (answer.StatusCode != HttpStatusCode.NotFound)
            {
                return;
            }

            if (watch.Elapsed > limit)
            {
                throw new IOException($"{slug} is not served after {limit}.");
            }

            await Task.Delay(pause);
        }
    }

    /// <summary>What it holds, as text that is the same for edges that hold the same.</summary>
    public Task<string> DigestAsync() => _http.GetStringAsync("/_store/digest");

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            _process.WaitForExit();
        }

        _process.Dispose();
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<bool> IsReadyAsync()
    {
        try
        {
            using HttpResponseMessage answer = await _http.GetAsync("/readyz");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
