using System.Diagnostics;
using System.Text.Json.Nodes;
using OneLink.EndToEnd.Harness;
using Xunit.Abstractions;

namespace OneLink.EndToEnd.Samples;

/// <summary>The programs of <c>docs/api</c>, as they stand there, against running processes.</summary>
[Collection(EdgeBuild.Native)]
public sealed class SampleTests(NativeInstallation installation, ITestOutputHelper output) : EndToEndTest(installation, output)
{
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(3);

    private readonly string _folder = Directory.CreateTempSubdirectory("onelink-sample-").FullName;

    [SampleFact("bash", "curl")]
    public async Task Curl_ItsBlocks_Run()
    {
        var printed = await RunAsync("bash", "-euo", "pipefail", "-c", new SampleDocument("curl.md").Program("sh"));

        Assert.Contains("invalid-fields", printed);
        Assert.Contains("clicks,uniqueVisitors,bots", printed);
        await AssertMadeAsync("curl", links: 5);
    }

    [SampleFact("dotnet")]
    public async Task CSharp_ItsProgram_PrintsWhatTheDocumentShows()
    {
        // Compiled from the document when this project was built (clients/Samples).
        AssertPrinted("csharp.md", await RunAsync("dotnet", Path.Combine(AppContext.BaseDirectory, "onelink-samples.dll")));
        await AssertMadeAsync("csharp", links: 5);
    }

    [SampleFact("node", "npm")]
    public async Task TypeScript_ItsProgram_PrintsWhatTheDocumentShows()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "Samples", "TypeScript")))
        {
            File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
        }

        await File.WriteAllTextAsync(Path.Combine(_folder, "sample.mts"), new SampleDocument("typescript.md").Program("typescript"));
        await RunAsync("npm", "ci", "--no-audit", "--no-fund");
        await RunAsync("node", "node_modules/typescript/bin/tsc", "--strict", "--noUncheckedIndexedAccess", "--target", "es2022", "--module", "nodenext", "sample.mts");

        AssertPrinted("typescript.md", await RunAsync("node", "sample.mjs"));
        await AssertMadeAsync("typescript", links: 3);
    }

    [SampleFact("python3")]
    public async Task Python_ItsProgram_PrintsWhatTheDocumentShows()
    {
        AssertPrinted("python.md", await RunAsync("python3", "-c", new SampleDocument("python.md").Program("python")));
        await AssertMadeAsync("python", links: 3);
    }

    /// <summary>Every call of it is answered, and what it brought is there.</summary>
    [SampleFact("bash", "curl")]
    public async Task Demonstration_RunsAsItStands()
    {
        var printed = await RunAsync("bash", Path.Combine(Places.Root, "docs", "demonstration.sh"));

        Assert.StartsWith("Done: contact contact_", printed.Trim(), StringComparison.Ordinal);
        using var client = new HttpClient { BaseAddress = Installation.Admin.Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", Installation.Credentials.OnsyncKey);
        foreach (var (search, tag, messages) in ((string, string?, int)[])[("crm_8740", "customer", 1), ("company:123", null, 1)])
        {
            var found = JsonNode.Parse(await client.GetStringAsync(new Uri($"/v1/contacts?search={search}", UriKind.Relative)))!["contacts"]!.AsArray();
            var contact = JsonNode.Parse(await client.GetStringAsync(new Uri($"/v1/contacts/{Assert.Single(found)!["id"]}", UriKind.Relative)))!;
            Assert.Equal(tag, contact["tags"]!.AsArray().FirstOrDefault()?.GetValue<string>());
            Assert.Equal(messages, contact["messageCount"]!.GetValue<int>());
        }
    }

    private static void AssertPrinted(string document, string printed) => Assert.Equal(new SampleDocument(document).Output, printed.TrimEnd());

    /// <summary>What every program does: makes links with its language as tag, and gives one a title.</summary>
    private async Task AssertMadeAsync(string language, int links)
    {
        Assert.Equal("Summer sale", (await Client.Links.GetAsync(language + "-summer")).Title);
        Assert.Equal(links, await Client.Links.ListAsync(new() { Tag = language }).CountAsync());
    }

    private async Task<string> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = _folder,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ONELINK_URL"] = Installation.Admin.Address.ToString().TrimEnd('/');
        start.Environment["ONELINK_KEY"] = Installation.Credentials.ApiKey;
        start.Environment["ONELINK_SECRET"] = Installation.Credentials.ApiSecret;
        start.Environment["ONSYNC_KEY"] = Installation.Credentials.OnsyncKey;
        start.Environment["ONETALK_KEY"] = Installation.Credentials.OnetalkApiKey;
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(LongestRun);
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        var printed = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        Assert.True(process.ExitCode == 0, $"{program} ended with {process.ExitCode}:\n{printed}\n{await errors}");
        return printed;
    }
}
