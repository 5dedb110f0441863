using System.Text.Json;
using OneLink.Admin.Database;
using OneLink.Admin.Domains;
using OneLink.Admin.Jobs;

namespace OneLink.Admin.Links.Import;

/// <summary>Jobs that make links of the rows of a file.</summary>
internal sealed class LinkImport(IDatabase database, LinkWriter links, DomainRepository domains, JobFiles files) : IJobKind
{
    public const string KindName = "link-import";

    public string Name => KindName;

    public IJobRun Open(Job job)
        => new LinkImportRun(job, JsonSerializer.Deserialize(job.Request, ImportJson.Default.ImportOptions)!, database, links, domains, files);
}
