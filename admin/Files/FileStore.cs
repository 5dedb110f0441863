using OneLink.Admin.Access;
using OneLink.Admin.Database;
using OneLink.Admin.Validation;

namespace OneLink.Admin.Files;

/// <summary>The rules by which files are taken in. Whoever uses a stored file names it by its id; what nobody names is deleted after a day.</summary>
internal sealed class FileStore(IDatabase database, IFileStorage storage, Thumbnailer thumbnails, TimeProvider clock)
{
    private const int MaxNameLength = TextRules.LineLength;
    private const string ThumbnailSuffix = "-thumbnail";

    /// <summary>Longer than any upload takes.</summary>
    private static readonly TimeSpan UploadTime = TimeSpan.FromHours(1);

    /// <param name="accountId">Null: a person's avatar, or a system bot's.</param>
    /// <param name="upload">The bytes.</param>
    /// <param name="rules">What may be stored.</param>
    /// <param name="cancellationToken">Gives up; nothing is left then.</param>
    public async Task<RecordOutcome<StoredFile>> AddAsync(long? accountId, FileUpload upload, FileRules rules, CancellationToken cancellationToken)
    {
        var errors = new RecordErrors();
        if (upload.Content.Length > rules.MaxBytes)
        {
            errors.Add(rules.Attribute, RecordErrorCode.TooLong, rules.TooLarge);
            return new RecordOutcome<StoredFile>(errors);
        }

        var name = NameOf(upload.Name);
        if (await TypeOfAsync(upload, name, cancellationToken) is not { } type || !rules.Accepts(type))
        {
            errors.Add(rules.Attribute, RecordErrorCode.Invalid, rules.WrongType);
            return new RecordOutcome<StoredFile>(errors);
        }

        // A picture that cannot be read is refused where a picture is what is wanted, and a file like any other else.
        var picture = FileContent.KindOf(type) is "image" ? await PictureAsync(upload.Content, cancellationToken) : null;
        if (picture is null && ReferenceEquals(rules, FileRules.Avatar))
        {
            errors.Add(rules.Attribute, RecordErrorCode.Invalid, rules.WrongType);
            return new RecordOutcome<StoredFile>(errors);
        }

        var file = new StoredFile
        {
            Id = 0,
            AccountId = accountId,
            StorageKey = SecretText.Secret(""),
            Name = name,
            ContentType = type,
            ByteSize = upload.Content.Length,
            Width = picture?.Width,
            Height = picture?.Height,
            CreatedAt = clock.GetUtcNow().ToUnixTimeMilliseconds(),
        };
        file = picture?.Small is null ? file : file with { ThumbnailKey = ThumbnailKeyOf(file.StorageKey) };
        await PutAsync(file, upload.Content, picture?.Small, cancellationToken);
        return new RecordOutcome<StoredFile>(
            await database.WriteAsync(async scope => file with { Id = await FileRepository.InsertAsync(scope, file) }, cancellationToken));
    }

    public static string ThumbnailKeyOf(string storageKey) => storageKey + ThumbnailSuffix;

    /// <summary>The bytes go first, so that no row is without them; a crash in between leaves a key that upkeep clears.</summary>
    private async Task PutAsync(StoredFile file, Stream content, byte[]? thumbnail, CancellationToken cancellationToken)
    {
        var dueAt = clock.GetUtcNow().Add(UploadTime).ToUnixTimeMilliseconds();
        await database.WriteAsync(scope => FileRepository.ScheduleRemovalAsync(scope, file.StorageKey, dueAt), cancellationToken);
        content.Position = 0;
        await storage.PutAsync(file.StorageKey, content, cancellationToken);
        if (thumbnail is not null)
        {
            using var small = new MemoryStream(thumbnail, writable: false);
            await storage.PutAsync(ThumbnailKeyOf(file.StorageKey), small, cancellationToken);
        }
    }

    private async Task<Thumbnail?> PictureAsync(Stream content, CancellationToken cancellationToken)
    {
        content.Position = 0;
        return await thumbnails.MakeAsync(content, cancellationToken);
    }

    private static async Task<string?> TypeOfAsync(FileUpload upload, string name, CancellationToken cancellationToken)
    {
        var head = new byte[FileContent.HeadLength];
        upload.Content.Position = 0;
        var length = await upload.Content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        return FileContent.TypeOf(head.AsSpan(0, length), name, upload.DeclaredType);
    }

    /// <summary>Without folders, control characters and what makes a name read backwards.</summary>
    private static string NameOf(string given)
    {
        var name = given[(given.LastIndexOfAny(['/', '\\']) + 1)..];
        var clean = string.Concat(name.Where(static letter => !char.IsControl(letter) && char.GetUnicodeCategory(letter) is not System.Globalization.UnicodeCategory.Format)).Trim().Trim('.');
        return clean.Length switch
        {
            0 => "file",
            > MaxNameLength => clean[^MaxNameLength..],
            _ => clean,
        };
    }
}
