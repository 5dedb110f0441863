using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Access;
using OneLink.Admin.Access.ApiKeys;
using OneLink.Admin.Database;

namespace OneLink.Admin.Tests.Hosting;

/// <summary>A second account of the installation, with a domain of its own and a key that may do everything.</summary>
internal static class OtherAccount
{
    public static async Task<HttpClient> JoinAsync(AdminServer server, string host)
    {
        var key = await server.Services.GetRequiredService<IDatabase>().WriteAsync(
            async scope =>
            {
                var accountId = await scope.ScalarAsync<long>("INSERT INTO accounts (name, created_at) VALUES ('Other', 0) RETURNING id");
                var created = NewApiKey.Create(accountId, "Other", Scope.All, expiresAt: null, TimeProvider.System.GetUtcNow());
                await ApiKeyRepository.InsertAsync(scope, created.Key);
                return created;
            },
            CancellationToken.None);
        var client = server.ClientWith(key.Key.PublicKey, key.Secret);
        var domain = await client.PostAsync("/domains", new JsonObject { ["host"] = host, ["default"] = true }.ToJsonString());
        Assert.Equal(201, Convert.ToInt32(domain.Status, CultureInfo.InvariantCulture));
        return client;
    }
}
