using System.Text.Json;
using OneLink.Admin.Contacts;
using OneLink.Admin.Conversations;
using OneLink.Admin.Database;
using OneLink.Admin.Jobs;

namespace OneLink.Admin.BulkActions;

/// <summary>Jobs that change many records.</summary>
internal sealed class BulkActionJobs(
    IDatabase database,
    ConversationRepository conversations,
    ConversationChanges changes,
    ConversationLabels labels,
    ContactChanges contacts,
    ContactLabels contactLabels) : IJobKind
{
    public const string KindName = "bulk-action";

    public string Name => KindName;

    public IJobRun Open(Job job)
    {
        var action = JsonSerializer.Deserialize(job.Request, BulkActionJson.Default.BulkAction)!;
        return new BulkActionRun(
            job,
            action,
            action.Type == BulkAction.Contacts ? new ContactBulk(contacts, contactLabels) : new ConversationBulk(conversations, changes, labels),
            database);
    }
}
