using System.Text.Json.Serialization;
using Flexportal.Domain.Agencies;
using Flexportal.Domain.Challenges;
using Flexportal.Domain.Common;
using Flexportal.Domain.Documents;
using Flexportal.Domain.Mails;
using Flexportal.Domain.Signing;
using Flexportal.Domain.Workers;
using Flexportal.Storage.Files;
using Flexportal.Storage.Writes;

namespace Flexportal.Storage.Rows;

/// <summary>The stored form of every record. Names of members and enum values are for ever: old rows hold them.</summary>
[JsonSourceGenerationOptions(
    UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, IgnoreReadOnlyProperties = true, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(Agency))]
[JsonSerializable(typeof(Worker))]
[JsonSerializable(typeof(Document))]
[JsonSerializable(typeof(CodeChallenge))]
[JsonSerializable(typeof(Signature))]
[JsonSerializable(typeof(Mail))]
[JsonSerializable(typeof(MailLink))]
[JsonSerializable(typeof(Session))]
[JsonSerializable(typeof(Fact))]
[JsonSerializable(typeof(StagedUpload))]
[JsonSerializable(typeof(StoredAnswer))]
internal sealed partial class StoredJson : JsonSerializerContext;
