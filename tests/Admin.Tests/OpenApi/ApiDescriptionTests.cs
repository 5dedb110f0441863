using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OneLink.Admin.OpenApi;
using OneLink.Admin.Tests.Hosting;

namespace OneLink.Admin.Tests.OpenApi;

public sealed class ApiDescriptionTests(AdminServerFixture fixture) : IClassFixture<AdminServerFixture>
{
    [Fact]
    public async Task CommittedDocument_IsWhatTheServerServes()
    {
        using var stranger = new HttpClient { BaseAddress = fixture.Server.BaseAddress };
        var served = await stranger.GetStringAsync(new Uri("/openapi.json", UriKind.Relative));
        var committed = await File.ReadAllTextAsync(Path.Combine(ApiDescription.RepositoryRoot(), ApiDescription.File));

        // The framework sorts the components by this process's culture, which is the invariant one outside tests.
        var difference = committed.TrimEnd().Split('\n').Zip(served.TrimEnd().Split('\n')).Index().FirstOrDefault(lines => lines.Item.First != lines.Item.Second);
        Assert.True(
            JsonNode.DeepEquals(JsonNode.Parse(served), JsonNode.Parse(committed)),
            $"{ApiDescription.File} is not what this build serves, from line {difference.Index + 1} on: {difference.Item}. Run ./onelink openapi.");
    }

    [Fact]
    public void Endpoint_ThatIsNotHidden_IsDescribed()
    {
        var undescribed = from endpoint in fixture.Server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
                          where endpoint.Metadata.GetMetadata<IExcludeFromDescriptionMetadata>() is not { ExcludeFromDescription: true }
                          where endpoint.Metadata.GetMetadata<ApiOperation>() is null
                          select endpoint.DisplayName;

        Assert.Empty(undescribed);
    }

    [Fact]
    public void Operation_Parts_AreAllThere()
    {
        var operations = ApiDescription.Committed.Operations.ToList();

        Assert.Equal(operations.Count, operations.Select(operation => operation.Operation["operationId"]!.GetValue<string>()).Distinct(StringComparer.Ordinal).Count());
        Assert.All(operations, described =>
        {
            var (path, _, operation) = described;
            Assert.NotEmpty(operation["summary"]!.GetValue<string>());
            Assert.NotEmpty(operation["description"]!.GetValue<string>());
            Assert.Contains(operation["tags"]![0]!.GetValue<string>(), ApiTags.All.Select(tag => tag.Name));
            var inPath = from parameter in operation["parameters"]?.AsArray() ?? []
                         where parameter!["in"]!.GetValue<string>() == "path"
                         select "{" + parameter["name"] + "}";
            Assert.All(inPath, name => Assert.Contains(name, path, StringComparison.Ordinal));
            Assert.Equal(path.Count(character => character == '{'), inPath.Count());
            Assert.All(
                operation["requestBody"]?["content"]?.AsObject() ?? [],
                content => Assert.NotEmpty(content.Value!["examples"]!.AsObject()));
        });
    }

    [Fact]
    public async Task CommittedDocument_IsValidOpenApi31()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "OpenApi", "Validator");
        var (installed, installation) = await RunAsync(folder, "npm", "ci", "--no-audit", "--no-fund");
        Assert.True(installed == 0, installation);

        var (exit, output) = await RunAsync(folder, "node", "validate.mjs", Path.Combine(ApiDescription.RepositoryRoot(), ApiDescription.File));

        Assert.True(exit == 0, output);
    }

    [Fact]
    public async Task Docs_AllTheirParts_ComeFromThisServer()
    {
        using var stranger = new HttpClient { BaseAddress = fixture.Server.BaseAddress };
        using var page = await stranger.GetAsync(new Uri("/docs/index.html", UriKind.Relative));
        var html = await page.Content.ReadAsStringAsync();

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.DoesNotMatch("(src|href)=['\"](https?:)?//", html);
        foreach (var part in new[] { "swagger-ui.css", "swagger-ui-bundle.js", "swagger-ui-standalone-preset.js", "index.js" })
        {
            Assert.Contains(part, html, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.OK, (await stranger.GetAsync(new Uri("/docs/" + part, UriKind.Relative))).StatusCode);
        }

        Assert.Contains("/openapi.json", await stranger.GetStringAsync(new Uri("/docs/index.js", UriKind.Relative)), StringComparison.Ordinal);
    }

    private static async Task<(int Exit, string Output)> RunAsync(string folder, string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return (process.ExitCode, output + await errors);
    }
}
