using System.Diagnostics;
using OneLink.Admin.Tests.Hosting;
using OneLink.Admin.Tests.Surfaces.Application.Contacts;

namespace OneLink.Admin.Tests.Surfaces.Cable;

/// <summary>The <c>@rails/actioncable</c> client as it is published decides whether <c>/cable</c> speaks its protocol.</summary>
public sealed class StockClientTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Surfaces", "Cable", "Client");
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task StockClient_SubscribesHearsAndComesBackAfterARestart()
    {
        using (var installing = Start("npm", "ci", "--no-audit", "--no-fund"))
        {
            await installing.WaitForExitAsync().WaitAsync(Limit);
            Assert.True(installing.ExitCode == 0, await installing.StandardOutput.ReadToEndAsync() + await installing.StandardError.ReadToEndAsync());
        }

        var folder = Directory.CreateTempSubdirectory("onelink-cable-");
        try
        {
            var port = LoopbackPorts.Next();
            var server = await AdminServer.StartAsync(folder.FullName, port: port);
            var tenant = await Tenant.JoinAsync(server);
            var admin = await tenant.AdministratorAsync();
            using var client = Start("node", "client.mjs", $"ws://127.0.0.1:{port}/cable", CableClient.Person(admin, tenant));
            try
            {
                Assert.Equal("connected", await LineAsync(client));
                Assert.Equal("presence", await LineAsync(client));
                await admin.ContactAsync(tenant, """{"name":"Ada"}""");
                Assert.Equal("contact.created Ada", await LineAsync(client));
                await client.StandardInput.WriteLineAsync("go on");
                Assert.Equal("presence", await LineAsync(client));

                await server.DisposeAsync();
                Assert.Equal("disconnected, comes back", await LineAsync(client));
                server = await AdminServer.StartAsync(folder.FullName, port: port);
                Assert.Equal("connected again", await LineAsync(client));
                Assert.Equal("presence", await LineAsync(client));
                using var again = Tenant.ClientWith(server, admin.Token);
                using var body = new StringContent("""{"name":"Bob"}""", System.Text.Encoding.UTF8, "application/json");
                (await again.PostAsync(tenant.Path + "/contacts", body)).EnsureSuccessStatusCode();
                Assert.Equal("contact.created Bob", await LineAsync(client));
            }
            finally
            {
                client.Kill(entireProcessTree: true);
                await server.DisposeAsync();
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<string?> LineAsync(Process process)
        => await process.StandardOutput.ReadLineAsync().WaitAsync(Limit) ?? await process.StandardError.ReadToEndAsync();

    private static Process Start(string program, params string[] arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        WorkingDirectory = Folder,
        UseShellExecute = false,
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
