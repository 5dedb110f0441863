using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace OneLink.Admin.Tests.Hosting;

/// <summary>Admin as a real process.</summary>
public sealed class ProcessTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "onelink-admin-" + Guid.NewGuid().ToString("N"));

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Fact]
    public async Task Kill_InTheMiddleOfWrites_KeepsEveryAcknowledgedLink()
    {
        var acknowledged = new ConcurrentBag<string>();
        for (var round = 0; round < 3; round++)
        {
            using var child = await AdminChild.StartAsync(_folder);
            using var client = await child.ClientAsync(_folder);
            var killing = KillAfterAsync(child, acknowledged, acknowledged.Count + 40);
            await Parallel.ForAsync(0, 4, async (writer, _) =>
            {
                try
                {
                    for (var i = 0; ; i++)
                    {
                        var slug = $"r{round}w{writer}n{i}";
                        if ((await client.PostAsync("/links", $$"""{"url":"https://acme.com/","slug":"{{slug}}"}""")).Status == HttpStatusCode.Created)
                        {
                            acknowledged.Add(slug);
                        }
                    }
                }
                catch (Exception exception) when (exception is HttpRequestException or System.Net.Sockets.SocketException)
                {
                    // Killed; HttpClient lets the socket's own exception through where that happens while it connects.
                }
            });
            await killing;
        }

        using var survivor = await AdminChild.StartAsync(_folder);
        using var reader = await survivor.ClientAsync(_folder);
        foreach (var slug in acknowledged)
        {
            Assert.Equal(HttpStatusCode.OK, (await reader.GetJsonAsync("/links/" + slug)).Status);
        }

        Assert.True(acknowledged.Count >= 120);
        Assert.Equal(0, await survivor.TerminateAsync());
    }

    [Fact]
    public async Task Start_PortInUse_SaysSoInOneLine()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;

        var (exitCode, error) = await AdminChild.RunAsync(_folder, port);

        Assert.Equal(1, exitCode);
        Assert.Contains("ONELINK_ADMIN_PORT", Assert.Single(error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_UnwritableFolder_SaysSoInOneLine()
    {
        Directory.CreateDirectory(_folder);
        var file = Path.Combine(_folder, "a-file");
        await File.WriteAllTextAsync(file, "");

        var (exitCode, error) = await AdminChild.RunAsync(Path.Combine(file, "data"), LoopbackPorts.Next());

        Assert.Equal(1, exitCode);
        Assert.Contains(file, Assert.Single(error.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    private static async Task KillAfterAsync(AdminChild child, ConcurrentBag<string> acknowledged, int count)
    {
        while (acknowledged.Count < count)
        {
            await Task.Delay(5);
        }

        child.Kill();
    }
}
