using OneLink.Admin.Files;
using OneLink.Admin.Messages;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces;

/// <summary>Stores the files that a form brings along for a message.</summary>
internal sealed class MessageUploads(FileStore files)
{
    private const string Name = "attachments";

    /// <summary>Nothing is stored for a message that is refused already; what is stored for one that is refused later is nobody's, and deleted after a day.</summary>
    /// <param name="accountId">Whose files they become.</param>
    /// <param name="parameters">Of the request.</param>
    /// <param name="errors">Take what is wrong with the files.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Their ids, in the order in which they were sent.</returns>
    public async Task<IReadOnlyList<long>> StoreAsync(long accountId, RequestParameters parameters, RecordErrors errors, CancellationToken cancellationToken)
    {
        var sent = parameters.Files(Name);
        var ids = new List<long>(sent.Count);
        if (errors.Any || MessageRules.AreTooManyAttachments(sent.Count, errors))
        {
            return ids;
        }

        foreach (var file in sent)
        {
            await using var content = file.OpenReadStream();
            var outcome = await files.AddAsync(accountId, new FileUpload(file.FileName, file.ContentType ?? "", content), FileRules.Attachment, cancellationToken);
            if (!outcome.TryGet(out var stored))
            {
                errors.AddAll(outcome.Errors!);
                break;
            }

            ids.Add(stored.Id);
        }

        return ids;
    }
}
