using System.Diagnostics;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces;
using OneLink.Admin.Tests.Surfaces.OnSync;
using OneLink.Admin.Tests.Webhooks;

namespace OneLink.Admin.Tests.Zapier;

/// <summary><c>clients/zapier</c> against Zapier's own schema, and run by Zapier's own runner.</summary>
public sealed class ZapierTests
{
    /// <summary>What the check says, among what Zapier's runner logs.</summary>
    private static readonly string[] Parts = ["valid", "authentication", "fired", "found", "done"];

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task App_IsValid_AndEachPartWorks()
    {
        await using var server = await AdminServer.StartAsync(settings: ["--ONELINK_WEBHOOK_ALLOW=127.0.0.1"]);
        await using var receiver = await WebhookReceiver.StartAsync();
        var tenant = await Tenant.JoinAsync(server);
        using var client = await tenant.OnSyncAsync(server);
        var folder = Directory.CreateTempSubdirectory("onelink-zapier-").FullName;
        try
        {
            CopyApp(folder);
            using (var installing = Start(folder, "npm", "ci", "--no-audit", "--no-fund"))
            {
                await installing.WaitForExitAsync().WaitAsync(Limit);
                Assert.True(installing.ExitCode == 0, await installing.StandardOutput.ReadToEndAsync() + await installing.StandardError.ReadToEndAsync());
            }

            using var check = Start(
                folder, "node", "check.cjs", server.BaseAddress.AbsoluteUri.TrimEnd('/'), client.DefaultRequestHeaders.Authorization!.Parameter!, receiver.Address.AbsoluteUri.TrimEnd('/'));
            var said = new List<string>();
            while (await check.StandardOutput.ReadLineAsync().WaitAsync(Limit) is { } line)
            {
                said.Add(line);
                if (line.StartsWith("subscribed contact_created", StringComparison.Ordinal))
                {
                    // Zapier's servers would take it, and hand it to the app.
                    _ = PassOnAsync(receiver, check);
                }
            }

            await check.WaitForExitAsync().WaitAsync(Limit);
            Assert.True(check.ExitCode == 0, await check.StandardError.ReadToEndAsync());
            Assert.Equal(Parts, said.Where(Parts.Contains));
            Assert.Equal(7, said.Count(line => line.StartsWith("subscribed", StringComparison.Ordinal)));
            Assert.Empty((await client.GetJsonAsync("/v1/webhooks")).Body!["webhooks"]!.AsArray());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task PassOnAsync(WebhookReceiver receiver, Process check)
    {
        var told = await receiver.UntilAsync(received => received.Path is "/contact_created", "the hook");
        await check.StandardInput.WriteLineAsync(told.Body);
    }

    private static void CopyApp(string folder)
    {
        var app = Path.Combine(AppContext.BaseDirectory, "Zapier");
        foreach (var file in Directory.GetFiles(app, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(app, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    private static Process Start(string folder, string program, params string[] arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        WorkingDirectory = folder,
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
