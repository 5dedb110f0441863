using OneLink.Admin.Files;
using OneLink.Admin.Surfaces.Parameters;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Surfaces;

/// <summary>Takes in the picture that a multipart body brings under <c>avatar</c>.</summary>
internal sealed class AvatarUploads(FileStore files, FileLinks links)
{
    private const string Name = "avatar";

    /// <returns>Nothing where there is none, or where it is refused: then the errors say why.</returns>
    public async Task<Given<Avatar>> ReadAsync(long? accountId, RequestParameters parameters, RecordErrors errors, CancellationToken cancellationToken)
    {
        if (parameters.Files(Name) is not [var part, ..])
        {
            return Given<Avatar>.Not;
        }

        await using var content = part.OpenReadStream();
        var outcome = await files.AddAsync(accountId, new FileUpload(part.FileName, part.ContentType ?? "", content), FileRules.Avatar, cancellationToken);
        if (outcome.TryGet(out var file))
        {
            return new Avatar(file.Id, links.OfAvatar(file));
        }

        errors.AddAll(outcome.Errors!);
        return Given<Avatar>.Not;
    }
}
