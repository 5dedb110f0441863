using System.Net;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Database;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.Demo;

public sealed class DemoAccountTests
{
    [Fact]
    public async Task FirstStart_WritesEveryCredentialForItsOwnerAlone()
    {
        await using var server = await AdminServer.StartAsync(edgePort: 9099);

        string[] names =
        [
            "adminUrl", "edgeUrl", "clickhouseUrl", "clickhouseUser", "clickhousePassword", "domain", "apiKey", "apiSecret", "accountId",
            "userAccessToken", "platformAccessToken", "onsyncKey", "onetalkApiKey", "email", "password",
        ];
        Assert.Equal(string.Join(' ', names), string.Join(' ', server.Credentials.Select(field => field.Key)));
        Assert.Equal("127.0.0.1:9099", server.Credentials["domain"]!.GetValue<string>());
        Assert.StartsWith("onsync_pk_live_", server.Credentials["onsyncKey"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(server.DataFolder, "credentials.json")));
        var channels = await server.Services.GetRequiredService<IDatabase>().ReadAsync(
            connection => connection.QueryAsync<(string, long)>("SELECT channel, sandbox FROM inboxes ORDER BY id"), CancellationToken.None);
        Assert.Equal(
            [("api", 0), ("web_widget", 0), ("whatsapp", 1), ("instagram", 1), ("facebook", 1), ("telegram", 1)], channels);
    }

    [Fact]
    public async Task SecondStart_KeepsSecretsAndFollowsThePorts()
    {
        var folder = Path.Combine(Path.GetTempPath(), "onelink-admin-" + Guid.NewGuid().ToString("N"));
        try
        {
            string secret;
            await using (var first = await AdminServer.StartAsync(folder, edgePort: 9001))
            {
                secret = first.Credentials["apiSecret"]!.GetValue<string>();
                await first.Client.PostAsync("/links", """{"url":"https://a.com/","slug":"kept"}""");
            }

            await using var second = await AdminServer.StartAsync(folder, edgePort: 9002);
            Assert.Equal(secret, second.Credentials["apiSecret"]!.GetValue<string>());
            Assert.Equal("127.0.0.1:9002", second.Credentials["domain"]!.GetValue<string>());
            Assert.Equal("http://127.0.0.1:9002/kept", (await second.Client.GetJsonAsync("/links/kept")).Text("shortUrl"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Start_AfterACrashBeforeTheFile_FinishesIt()
    {
        var folder = Path.Combine(Path.GetTempPath(), "onelink-admin-" + Guid.NewGuid().ToString("N"));
        try
        {
            await using (await AdminServer.StartAsync(folder))
            {
                File.Move(Path.Combine(folder, "credentials.json"), Path.Combine(folder, "credentials.json.draft"));
            }

            await using var second = await AdminServer.StartAsync(folder);
            Assert.Equal(HttpStatusCode.OK, (await second.Client.GetJsonAsync("/links")).Status);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
