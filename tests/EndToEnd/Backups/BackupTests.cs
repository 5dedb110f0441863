using OneLink.Client.Links;
using OneLink.EndToEnd.Harness;
using OneLink.EndToEnd.Visits;

namespace OneLink.EndToEnd.Backups;

/// <summary>The drill of docs/operations/backup.md: everything but an edge's folder is lost, and comes back from a backup made under load.</summary>
public sealed class BackupTests(BackupInstallation installation) : IClassFixture<BackupInstallation>
{
    [Fact]
    public async Task Restore_OfABackupMadeUnderLoad_HasItsLinksKeysAndClicks_AndTheEdgeFollows()
    {
        var kept = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            kept.Add((await installation.PublishAsync(new { slug = $"kept-{i}", url = $"https://example.com/{i}" })).Slug);
        }

        await using (var load = new SteadyLoad(installation.Edge.EndPoint, kept))
        {
            await load.UntilAnsweredAsync(200);
            await Eventually.TrueAsync(async () => await installation.ClicksAsync() >= 200, Eventually.Patience, "so many clicks are stored");
            Assert.Equal((0, ""), await installation.RunAdminAsync("backup", "drill"));
            await load.StopAsync();
        }

        var later = await installation.PublishAsync(new { slug = "made-later", url = "https://example.com/later" });
        Assert.Equal(1, (await installation.RunAdminAsync("backup", "drill")).ExitCode);
        Assert.Contains("move this one away", (await installation.RunAdminAsync("restore", installation.BackupOf("drill"))).Errors, StringComparison.Ordinal);

        await installation.LoseAllButTheEdgeAsync();
        Assert.Equal((0, ""), await installation.RunAdminAsync("restore", installation.BackupOf("drill")));
        await installation.RestartAsync("drill");

        Assert.True(await installation.ClicksAsync() >= 200, "the clicks of the backup are there");
        await installation.UntilStatusAsync(later.Slug, status => status == 404, "is not known any more");
        await installation.UntilServedAsync(kept[0]);
        await installation.Client.Links.UpdateAsync(kept[0], new LinkPatch { Url = "https://example.com/changed" });
        await Eventually.TrueAsync(
            async () => (await installation.VisitAsync(new Visit(Slugs.PathOf(kept[0])) { Method = "HEAD" })).Location == "https://example.com/changed",
            Eventually.Patience,
            "the edge has what was changed after the restore");
    }
}
