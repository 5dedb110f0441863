using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.Access;
using OneLink.Admin.Access.ApiKeys;
using OneLink.Admin.Accounts;
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
                var accountId = await AccountRepository.InsertAsync(scope, new Account { Id = 0, Name = "Other", CreatedAt = 0, UpdatedAt = 0 });
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
